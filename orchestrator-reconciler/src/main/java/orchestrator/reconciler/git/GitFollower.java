package orchestrator.reconciler.git;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.core.git.GitJudge;
import orchestrator.core.git.GitScene;
import orchestrator.core.git.GitStep;
import orchestrator.core.git.GitVerdict;
import orchestrator.core.git.Look;
import orchestrator.core.model.Event;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.controller.Office;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/** Looks at the records of one connection and does what is decided of it, in one commit. */
final class GitFollower {
    private final Timeline timeline;
    private final ClusterRecords records;
    private final GitParts parts;
    private final Office office;
    private final GitCommit commits;
    private final GitTeller teller;
    private Runnable wake = () -> {};

    GitFollower(Timeline timeline, ClusterRecords records, GitParts parts, Office office) {
        this.timeline = timeline;
        this.records = records;
        this.parts = parts;
        this.office = office;
        this.commits = new GitCommit(records, parts, office);
        this.teller = new GitTeller(timeline, records, parts);
    }

    void start(Runnable look) {
        wake = look;
        teller.start(look);
    }

    void close() {
        teller.close();
    }

    /** Returns false when the project follows nothing, and nothing is left of when it did. */
    boolean follow(Followed each) {
        Optional<Versioned<GitSource>> source = records.gitSource(each.project());
        if (source.isEmpty()) {
            forget(each);
            return false;
        }
        each.take(source.get().value()).ifPresent(this::drop);
        Seen seen = new Seen(source.get(), records.gitState(each.project()),
                records.gitOrder(each.project()));
        seen.currentOrder().ifPresent(order -> each.order(order.number()));
        if (seen.isStale(each.look())) {
            each.askAgain();
        }
        each.standings().read(seen.known(), each.look())
                .ifPresent(read -> decide(each, seen, read));
        return true;
    }

    /** The records of a connection, with the versions that a write has to name. */
    record Seen(Versioned<GitSource> source, Optional<Versioned<GitState>> state,
            Optional<Versioned<GitOrder>> order) {

        boolean isNew() {
            return state.filter(found -> found.value().source()
                    .equals(source.value().id())).isEmpty();
        }

        /** The state of this connection, not of one before it. */
        GitState known() {
            return isNew() ? GitState.none(source.value()) : state.orElseThrow().value();
        }

        Optional<GitOrder> currentOrder() {
            return order.map(Versioned::value)
                    .filter(found -> found.source().equals(source.value().id()));
        }

        /** True when the head was held against another commit than the applied one. */
        boolean isStale(Optional<Look> look) {
            Optional<GitState.Applied> applied = known().applied();
            return look.map(Look::finding)
                    .filter(found -> found instanceof Look.Head head
                            && !head.base().equals(applied.map(is -> is.commit().id()))
                            && !applied.map(is -> is.commit().id())
                                    .equals(Optional.of(head.commit().id())))
                    .isPresent();
        }
    }

    private void decide(Followed each, Seen seen, StandingReader.Read read) {
        Instant now = timeline.now();
        GitScene scene = new GitScene(seen.source().value(), seen.known(), seen.currentOrder(),
                commits.possible(each.look()), read.standing(), now);
        GitStep step = each.telling().in(GitJudge.decide(scene), scene.state());
        if (!(step instanceof GitStep.Nothing)) {
            commits.make(step, seen, read);
            List<Event> events = GitEvents.of(scene, seen.isNew(), step);
            if (!events.isEmpty()) {
                office.tell(events);
            }
            each.change();
            wake.run();
            return;
        }
        GitVerdict.of(scene.source(), scene.state(), read.standing().result())
                .ifPresent(verdict -> teller.tell(each, scene, verdict));
    }

    /** Of a connection that is over; what runs is kept. */
    private void forget(Followed each) {
        ProjectName project = each.project();
        List<StoreWrite> writes = new ArrayList<>();
        Optional<Versioned<GitState>> state = records.gitState(project);
        state.ifPresent(found -> writes.add(
                new StoreWrite.Delete(Paths.gitState(project), found.version())));
        records.gitOrder(project).ifPresent(found -> writes.add(
                new StoreWrite.Delete(Paths.gitOrder(project), found.version())));
        if (!writes.isEmpty()) {
            office.commit(writes);
        }
        state.ifPresent(found -> {
            drop(found.value().source());
            office.tell(List.of(GitEvents.disconnected(project, timeline.now())));
        });
    }

    private void drop(String source) {
        timeline.work(() -> parts.repositories().forget(source));
    }
}
