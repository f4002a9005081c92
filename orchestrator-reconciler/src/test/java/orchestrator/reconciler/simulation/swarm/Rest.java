package orchestrator.reconciler.simulation.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.state.DesiredProject.RunEntry;
import orchestrator.core.wire.RecordCodec;
import orchestrator.reconciler.simulation.ClusterSight;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.judge.Declared;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/** L1: what is declared runs, nothing else does, and then nothing happens any more. */
final class Rest {
    static final Duration QUIET = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofSeconds(1);

    private final SimulatedCluster cluster;
    private final Declared declared;

    Rest(SimulatedCluster cluster, Declared declared) {
        this.cluster = cluster;
        this.declared = declared;
    }

    /** Lets time pass until it runs as declared; what differs after {@code bound}. */
    List<String> await(Duration bound) {
        List<String> differs = differs();
        for (Duration passed = Duration.ZERO; !differs.isEmpty()
                && passed.compareTo(bound) < 0
                && !cluster.timeline().isStopped(); passed = passed.plus(STEP)) {
            cluster.pass(STEP);
            differs = differs();
        }
        return differs;
    }

    /** What happens in ten minutes in which nothing should. */
    List<String> quiet() {
        List<String> noise = new ArrayList<>();
        TreeMap<String, NodeStatus> reported = new TreeMap<>();
        cluster.nodeNames().forEach(name -> cluster.records().status(new NodeName(name))
                .ifPresent(found -> reported.put(Paths.status(new NodeName(name)),
                        found.value())));
        boolean[] listens = {true};
        cluster.onCommit(committed -> {
            if (listens[0]) {
                committed.writes().stream().filter(Rest::changes)
                        .filter(write -> !forgetsImages(write, reported))
                        .forEach(write -> noise.add(committed.at() + " " + committed.process()
                                + " wrote " + write.path()));
            }
        });
        int mark = cluster.log().mark();
        cluster.pass(QUIET);
        listens[0] = false;
        cluster.log().since(mark).forEach(deed -> noise.add(deed.at() + " " + deed));
        return noise;
    }

    /** An image that could not be had is told of for some minutes, whoever asked for it. */
    private static boolean forgetsImages(StoreWrite write,
            TreeMap<String, NodeStatus> reported) {
        NodeStatus before = reported.get(write.path());
        if (before == null || !(write instanceof StoreWrite.Update update)) {
            return false;
        }
        NodeStatus after = RecordCodec.decode(NodeStatus.class, update.data());
        reported.put(write.path(), after);
        return before.images().containsAll(after.images())
                && after.equals(new NodeStatus(before.node(), before.generation(),
                        before.instances(), before.volumes(), before.trouble(),
                        after.images()));
    }

    /** What the planner would still do, and whether it says the same when asked again. */
    List<String> planned() {
        Plan plan = cluster.sight().plan();
        List<String> odd = new ArrayList<>();
        if (!plan.equals(cluster.sight().plan())) {
            odd.add("two plans of one state differ");
        }
        plan.actions().forEach(each -> odd.add("still planned: " + each));
        return odd;
    }

    private static boolean changes(StoreWrite write) {
        return !(write instanceof StoreWrite.Check)
                && !write.path().startsWith(Paths.LEASES + "/")
                && !write.path().startsWith(Paths.PRESENCE + "/");
    }

    /** Every service that runs other than declared. */
    List<String> differs() {
        TreeMap<String, Integer> wanted = new TreeMap<>();
        declared.projects().forEach(project -> project.run()
                .forEach(entry -> want(project, entry, wanted)));
        TreeMap<String, Integer> running = new TreeMap<>();
        cluster.sight().containers().forEach(each -> running.merge(name(each), 1, Integer::sum));
        List<String> differs = new ArrayList<>();
        wanted.forEach((what, count) -> {
            int found = running.getOrDefault(what, 0);
            if (found != count) {
                differs.add(found + " of " + count + " run of " + what);
            }
        });
        running.keySet().stream().filter(each -> !wanted.containsKey(each))
                .forEach(each -> differs.add(each + " runs and is not declared"));
        int all = wanted.values().stream().mapToInt(Integer::intValue).sum();
        if (differs.isEmpty() && cluster.sight().readyCount() != all) {
            differs.add("only " + cluster.sight().readyCount() + " of " + all + " are ready");
        }
        return differs;
    }

    private static String name(ClusterSight.Found found) {
        return found.container().identity().instance().project() + " " + found.image();
    }

    private void want(DesiredProject project, RunEntry entry, TreeMap<String, Integer> wanted) {
        switch (entry) {
            case RunEntry.Service service -> add(project, service.service().value(),
                    number(service.count()), wanted);
            case RunEntry.Stack stack -> stack.members().forEach(member -> add(project,
                    member.service().value(), number(stack.count()) * number(member.count()),
                    wanted));
        }
    }

    private static void add(DesiredProject project, String service, int count,
            TreeMap<String, Integer> wanted) {
        ServiceSpec spec = project.services().stream()
                .filter(each -> each.name().value().equals(service)).findFirst().orElseThrow();
        if (count > 0) {
            wanted.merge(project.name() + " " + spec.container().image(), count, Integer::sum);
        }
    }

    private int number(Count count) {
        return switch (count) {
            case Count.Exactly(int number) -> number;
            case Count.EveryNode() -> cluster.nodeNames().size();
        };
    }
}
