package orchestrator.reconciler.git;

import java.util.Optional;
import orchestrator.core.git.Look;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks repositories beside the turns: of each connection one question at a time. */
final class GitAsking {
    private static final Logger LOG = LoggerFactory.getLogger(GitAsking.class);
    private static final String POLL = "poll";

    private final Timeline timeline;
    private final ClusterRecords records;
    private final OpenedSecrets secrets;
    private final CommitReader reader;
    private Runnable answered = () -> {};
    private boolean closed;

    GitAsking(Timeline timeline, ClusterRecords records, GitParts parts) {
        this.timeline = timeline;
        this.records = records;
        this.secrets = new OpenedSecrets(records, parts);
        this.reader = new CommitReader(parts.repositories(), records);
    }

    void start(Runnable told) {
        answered = told;
    }

    /** Whatever is still answered is for nobody. */
    void close() {
        closed = true;
    }

    void ask(Followed each) {
        GitSource source = each.source().orElseThrow();
        Optional<GitState> state = records.gitState(each.project()).map(Versioned::value)
                .filter(found -> found.source().equals(source.id()));
        Optional<GitOrder> order = records.gitOrder(each.project()).map(Versioned::value)
                .filter(found -> found.source().equals(source.id()));
        int answered = state.map(GitState::order).orElse(0);
        String by = order.filter(given -> given.number() > answered).map(GitOrder::by)
                .orElse(POLL);
        int answers = order.map(GitOrder::number).orElse(0);
        Optional<CommitId> base = state.flatMap(GitState::applied)
                .map(applied -> applied.commit().id());
        Remote remote;
        try {
            remote = secrets.remote(source);
        } catch (RepositoryException e) {
            take(each, each.begin(timeline.now(), answers), new Look(failed(e), by, answers));
            return;
        }
        // Only now: what has begun and then fails in another way would be waited for for ever.
        Object ticket = each.begin(timeline.now(), answers);
        CommitReader.Question question = new CommitReader.Question(source, remote, base,
                each.look().map(Look::finding).flatMap(found -> found instanceof Look.Head head
                        ? Optional.of(head)
                        : Optional.empty()));
        timeline.ask(() -> reader.ask(question), GitAsking::failed,
                finding -> take(each, ticket, new Look(finding, by, answers)));
    }

    private void take(Followed each, Object ticket, Look look) {
        if (!closed) {
            each.answer(ticket, look, timeline.now());
            answered.run();
        }
    }

    private static Look.Finding failed(Throwable cause) {
        if (cause instanceof RepositoryException told) {
            return switch (told.kind()) {
                case UNREACHABLE -> new Look.Unreachable(told.getMessage());
                case REFUSED -> new Look.Refused(told.getMessage());
            };
        }
        LOG.error("a repository could not be read", cause);
        return new Look.Unreachable("reading the repository failed with "
                + cause.getClass().getSimpleName() + "; the log of the leading server has more");
    }
}
