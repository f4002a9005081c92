package orchestrator.reconciler.simulation.exhaustive;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.RolloutRecord;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import orchestrator.reconciler.simulation.ContainerLog.Entry;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.Strangers;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.Versioned;

/**
 * What a run comes to, but for the numbers of incarnations and for which of equal nodes runs what.
 *
 * @param lines what runs from which image, what else lies on the engines, how each revision ended
 * @param made  how many incarnations of each service were made on the way
 */
record End(List<String> lines, SortedMap<String, Integer> made) {
    static final End NONE = new End(List.of(), new TreeMap<>());

    static End of(Scenario scenario, Stage stage, int mark) {
        SimulatedCluster cluster = stage.cluster();
        List<String> lines = new ArrayList<>();
        cluster.sight().containers().map(each -> each.address() + " from " + each.image())
                .sorted().forEach(lines::add);
        lines.add(count(cluster) + " containers, " + cluster.sight().volumes() + " volumes, "
                + cluster.sight().readyCount() + " ready, held "
                + cluster.sight().holds().keySet());
        cluster.records().store().children(Paths.PROJECTS).forEach(
                name -> lines.add(project(cluster, new ProjectName(name))));
        lines.add(Strangers.look(cluster));
        lines.addAll(scenario.also().apply(stage));
        return new End(lines, made(cluster, mark));
    }

    /**
     * What is otherwise than in {@code expected}: with a minus what is missing. A node whose engine
     * does not answer is left for another one, so harm to an engine may cost one more of each.
     */
    List<String> differences(End expected, Harm harm) {
        List<String> differences = new ArrayList<>();
        expected.lines.stream().filter(line -> !lines.contains(line))
                .forEach(line -> differences.add("- " + line));
        lines.stream().filter(line -> !expected.lines.contains(line))
                .forEach(line -> differences.add("+ " + line));
        TreeSet<String> services = new TreeSet<>(made.keySet());
        services.addAll(expected.made.keySet());
        for (String service : services) {
            int more = made.getOrDefault(service, 0) - expected.made.getOrDefault(service, 0);
            if (more < 0 || more > (harm.isOfTheEngine() ? 1 : 0)) {
                differences.add(made.get(service) + " of " + service + " were made, not "
                        + expected.made.get(service));
            }
        }
        return differences;
    }

    private static long count(SimulatedCluster cluster) {
        return cluster.nodeNames().stream()
                .mapToLong(node -> cluster.node(node).containers().size()).sum();
    }

    private static String project(SimulatedCluster cluster, ProjectName name) {
        RolloutRecord record = cluster.records().rollout(name).map(Versioned::value)
                .orElseGet(() -> RolloutRecord.none(name));
        return name + " at revision " + cluster.records().project(name).orElseThrow().value()
                .currentRevision() + ", good " + record.good() + ", "
                + record.results().stream().map(RolloutRecord.Result::outcome).toList();
    }

    /** Incarnations, not containers: an agent may have to make one anew. */
    private static SortedMap<String, Integer> made(SimulatedCluster cluster, int mark) {
        TreeMap<String, TreeSet<String>> services = new TreeMap<>();
        for (Entry entry : cluster.log().since(mark, Deed.CREATED)) {
            InstanceId instance = entry.identity().instance();
            services.computeIfAbsent(instance.service().value(), _ -> new TreeSet<>())
                    .add(instance.address() + " " + entry.identity().incarnation());
        }
        TreeMap<String, Integer> made = new TreeMap<>();
        services.forEach((service, each) -> made.put(service, each.size()));
        return made;
    }
}
