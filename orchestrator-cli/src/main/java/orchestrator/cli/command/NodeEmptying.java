package orchestrator.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import orchestrator.cli.render.DrainView;
import orchestrator.cli.render.Json;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.Words;
import orchestrator.cli.terminal.Console;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.store.StoreUnavailableException;

/** Looks on while a node is emptied: one line for each instance that has left it. */
record NodeEmptying(ClusterClient client, Console console, boolean json) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How it ended, and how many instances are still there. */
    record Result(Convergence.End end, int left, Duration took) {}

    /** Returns when the node is empty, or only what nothing else can take is left on it. */
    Result await(DrainView drain, Optional<Duration> timeout) {
        Instant begun = console.clock().instant();
        Instant moved = begun;
        Changes changes = Changes.of(client);
        SortedSet<InstanceId> before = new TreeSet<>();
        drain.moves().forEach(each -> before.add(each.id()));
        drain.down().forEach(each -> before.add(each.id()));
        drain.stays().forEach(each -> before.add(each.id()));
        while (true) {
            SortedSet<InstanceId> now = look(drain.node(), before);
            SortedSet<InstanceId> gone = new TreeSet<>(before);
            gone.removeAll(now);
            gone.forEach(this::tell);
            before.removeAll(gone);
            moved = gone.isEmpty() ? moved : console.clock().instant();
            Duration took = Duration.between(begun, console.clock().instant());
            boolean onlyStays = now.size() == drain.stays().size() && !now.isEmpty();
            boolean still = Duration.between(moved, console.clock().instant())
                    .compareTo(PATIENCE) >= 0;
            if (now.isEmpty()) {
                return new Result(Convergence.End.DONE, 0, took);
            }
            if (onlyStays && still) {
                return new Result(Convergence.End.FAILED, now.size(), took);
            }
            if (timeout.isPresent() && took.compareTo(timeout.get()) >= 0) {
                return new Result(Convergence.End.TIMEOUT, now.size(), took);
            }
            changes.await();
        }
    }

    /** What is on the node; while the store does not answer, what was. */
    private SortedSet<InstanceId> look(NodeName name, SortedSet<InstanceId> before) {
        SortedSet<InstanceId> there = new TreeSet<>();
        try {
            ClusterView view = client.view();
            Optional<NodeObservation> node = view.observed().node(name);
            node.ifPresent(each -> each.assignment().instances()
                    .forEach(one -> there.add(one.id())));
            node.filter(each -> each.silentSince().isEmpty()).ifPresent(each -> each.status()
                    .instances().forEach(one -> there.add(one.id())));
            return there;
        } catch (StoreUnavailableException e) {
            return new TreeSet<>(before);
        }
    }

    private void tell(InstanceId gone) {
        Instant now = console.clock().instant();
        if (json) {
            console.print(Json.document("orch.change/1").with("at", now)
                    .with("project", gone.project()).with("name", gone.address())
                    .with("text", "left"));
        } else {
            List<Line> lines = new ArrayList<>();
            lines.add(Line.of(Words.clock(now, console.look().zone()) + "  " + gone.address()
                    + " has left"));
            console.say(lines);
        }
    }
}
