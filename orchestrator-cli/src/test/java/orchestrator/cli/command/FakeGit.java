package orchestrator.cli.command;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.GitConnections;

/** Connections that nobody follows: a test says what the leader saw. */
final class FakeGit implements GitConnections {
    final Map<ProjectName, GitSource> sources = new TreeMap<>();
    final Map<ProjectName, GitState> states = new TreeMap<>();
    final Map<ProjectName, GitOrder> orders = new TreeMap<>();
    private final InstantSource clock;

    FakeGit(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<Row> rows() {
        return sources.keySet().stream().flatMap(name -> row(name).stream()).toList();
    }

    @Override
    public Optional<Row> row(ProjectName project) {
        return Optional.ofNullable(sources.get(project)).map(source -> new Row(source,
                Optional.ofNullable(states.get(project)),
                Optional.ofNullable(orders.get(project))));
    }

    @Override
    public void connect(GitSource source) {
        sources.put(source.project(), source);
        states.remove(source.project());
        orders.remove(source.project());
    }

    @Override
    public boolean disconnect(ProjectName project) {
        states.remove(project);
        orders.remove(project);
        return sources.remove(project) != null;
    }

    @Override
    public boolean pause(ProjectName project, String who) {
        return change(project, Optional.of(new GitSource.Pause(who, clock.instant())));
    }

    @Override
    public boolean resume(ProjectName project) {
        return change(project, Optional.empty());
    }

    private boolean change(ProjectName project, Optional<GitSource.Pause> pause) {
        GitSource source = sources.get(project);
        if (source == null || source.pause().isPresent() == pause.isPresent()) {
            return false;
        }
        sources.put(project, source.with(pause));
        return true;
    }

    @Override
    public Optional<Integer> order(ProjectName project, String by) {
        return write(project, by, Optional.ofNullable(orders.get(project))
                .flatMap(GitOrder::confirmed));
    }

    @Override
    public Optional<Integer> confirm(ProjectName project, String who, CommitId seen) {
        return write(project, who,
                Optional.of(new GitOrder.Confirmed(seen, who, clock.instant())));
    }

    private Optional<Integer> write(ProjectName project, String by,
            Optional<GitOrder.Confirmed> confirmed) {
        if (!sources.containsKey(project)) {
            return Optional.empty();
        }
        int number = Optional.ofNullable(orders.get(project)).map(GitOrder::number).orElse(0) + 1;
        orders.put(project, new GitOrder(project, sources.get(project).id(), number, by,
                clock.instant(), confirmed));
        return Optional.of(number);
    }
}
