package orchestrator.reconciler.git;

import java.util.Locale;
import java.util.Optional;
import orchestrator.core.git.GitScene;
import orchestrator.core.git.GitVerdict;
import orchestrator.core.model.GitSource;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how a commit fared, beside the turns; nothing waits for it. */
final class GitTeller {
    private static final Logger LOG = LoggerFactory.getLogger(GitTeller.class);

    private final Timeline timeline;
    private final GitParts parts;
    private final OpenedSecrets secrets;
    private Runnable told = () -> {};
    private boolean closed;

    GitTeller(Timeline timeline, ClusterRecords records, GitParts parts) {
        this.timeline = timeline;
        this.parts = parts;
        this.secrets = new OpenedSecrets(records, parts);
    }

    void start(Runnable wake) {
        told = wake;
    }

    void close() {
        closed = true;
    }

    /** Where and with what it is told; a failure of one place does not keep it from the other. */
    private record Place(GitSource source, Optional<Remote> remote, Optional<byte[]> token) {}

    void tell(Followed each, GitScene scene, GitVerdict verdict) {
        if (!each.telling().isDue(verdict, scene.state(), timeline.now())) {
            return;
        }
        Place place;
        try {
            place = place(scene.source());
        } catch (RepositoryException e) {
            end(each, verdict, Optional.of(e.getMessage()));
            return;
        }
        // Only now: what has begun and then fails in another way would be waited for for ever.
        each.telling().begin();
        timeline.ask(() -> tell(place, verdict), GitTeller::failed,
                failure -> end(each, verdict, failure));
    }

    private Place place(GitSource source) {
        return new Place(source,
                source.report().notes() ? Optional.of(secrets.remote(source)) : Optional.empty(),
                source.report().forge().map(
                        forge -> secrets.open(source.project(), forge.token())));
    }

    private Optional<String> tell(Place place, GitVerdict verdict) {
        Announcement announcement = new Announcement(place.source().project(), verdict.commit(),
                verdict.verdict(), verdict.text());
        Optional<String> forge = place.token().flatMap(token -> attempt(() -> parts.announcer()
                .announce(place.source().report().forge().orElseThrow(), token, announcement)));
        Optional<String> note = place.remote().flatMap(remote -> attempt(() -> parts
                .repositories().note(remote, verdict.commit().id(), text(announcement))));
        return forge.or(() -> note);
    }

    private static Optional<String> attempt(Runnable telling) {
        try {
            telling.run();
            return Optional.empty();
        } catch (RepositoryException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static String text(Announcement announcement) {
        return "orch " + announcement.project() + ": "
                + announcement.verdict().name().toLowerCase(Locale.ROOT) + "\n"
                + announcement.text() + "\n";
    }

    private static Optional<String> failed(Throwable cause) {
        LOG.error("how a commit fared could not be told", cause);
        return Optional.of("telling it failed with " + cause.getClass().getSimpleName()
                + "; the log of the leading server has more");
    }

    private void end(Followed each, GitVerdict verdict, Optional<String> failure) {
        if (closed) {
            return;
        }
        each.telling().end(verdict, failure, timeline.now());
        each.change();
        told.run();
    }
}
