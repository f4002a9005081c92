package orchestrator.reconciler.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitOrder.Confirmed;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/** Connections as records of the store: one writer at a time, by versions. */
public final class StoreGitConnections implements GitConnections {
    private final ClusterRecords records;
    private final Supplier<Instant> now;

    /** @param now the wall clock, for dates that people read */
    public StoreGitConnections(ClusterRecords records, Supplier<Instant> now) {
        this.records = records;
        this.now = now;
    }

    @Override
    public List<Row> rows() {
        return records.gitProjects().stream().flatMap(name -> row(name).stream()).toList();
    }

    @Override
    public Optional<Row> row(ProjectName project) {
        return records.gitSource(project).map(Versioned::value).map(source -> new Row(source,
                records.gitState(project).map(Versioned::value)
                        .filter(state -> state.source().equals(source.id())),
                order(source).map(Versioned::value)));
    }

    @Override
    public void connect(GitSource source) {
        Retry.untilWritten("connect project " + source.project(), () -> {
            records.store().commit(List.of(records.put(Paths.git(source.project()), source,
                    records.gitSource(source.project()))));
            return true;
        });
    }

    @Override
    public boolean disconnect(ProjectName project) {
        return Retry.untilWritten("disconnect project " + project, () -> {
            List<StoreWrite> writes = new ArrayList<>();
            records.gitSource(project).ifPresent(found -> writes.add(
                    new StoreWrite.Delete(Paths.git(project), found.version())));
            boolean connected = !writes.isEmpty();
            records.gitOrder(project).ifPresent(found -> writes.add(
                    new StoreWrite.Delete(Paths.gitOrder(project), found.version())));
            if (!writes.isEmpty()) {
                records.store().commit(writes);
            }
            return connected;
        });
    }

    @Override
    public boolean pause(ProjectName project, String who) {
        return change(project, Optional.of(new GitSource.Pause(who, now.get())));
    }

    @Override
    public boolean resume(ProjectName project) {
        return change(project, Optional.empty());
    }

    private boolean change(ProjectName project, Optional<GitSource.Pause> pause) {
        return Retry.untilWritten("pause or resume project " + project, () -> {
            Optional<Versioned<GitSource>> current = records.gitSource(project).filter(
                    found -> found.value().pause().isPresent() != pause.isPresent());
            current.ifPresent(found -> records.store().commit(List.of(records.put(
                    Paths.git(project), found.value().with(pause), current))));
            return current.isPresent();
        });
    }

    @Override
    public Optional<Integer> order(ProjectName project, String by) {
        return write(project, by, Optional.empty());
    }

    @Override
    public Optional<Integer> confirm(ProjectName project, String who, CommitId seen) {
        return write(project, who, Optional.of(new Confirmed(seen, who, now.get())));
    }

    private Optional<Integer> write(ProjectName project, String by, Optional<Confirmed> wish) {
        return Retry.untilWritten("order a look at the repository of " + project, () -> {
            Optional<Versioned<GitSource>> source = records.gitSource(project);
            if (source.isEmpty()) {
                return Optional.empty();
            }
            Optional<Versioned<GitOrder>> any = records.gitOrder(project);
            int number = any.map(found -> found.value().number()).orElse(0) + 1;
            Optional<Confirmed> confirmed = wish.or(() -> order(source.get().value())
                    .flatMap(found -> found.value().confirmed()));
            GitOrder next = new GitOrder(project, source.get().value().id(), number, by,
                    now.get(), confirmed);
            // Whoever ends the connection meanwhile leaves no order behind.
            records.store().commit(List.of(
                    new StoreWrite.Check(Paths.git(project), source.get().version()),
                    records.put(Paths.gitOrder(project), next, any)));
            return Optional.of(number);
        });
    }

    private Optional<Versioned<GitOrder>> order(GitSource source) {
        return records.gitOrder(source.project())
                .filter(found -> found.value().source().equals(source.id()));
    }
}
