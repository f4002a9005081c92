package orchestrator.benchmarks.replay;

import java.util.Set;
import orchestrator.benchmarks.core.Population;
import orchestrator.benchmarks.core.SampleProjects;
import orchestrator.benchmarks.table.Options;
import orchestrator.core.model.NodeRecord;

/**
 * How large a run is.
 *
 * @param nodes    simulated agents
 * @param services in all projects together
 * @param each     instances of each service
 * @param sessions that the agents share, since a client has two threads for each
 */
record Size(int nodes, int services, int each, int sessions) {
    private static final int SESSIONS = 8;

    /** The options that every run of the whole way has. */
    static final Set<String> OPTIONS = Set.of("nodes", "services", "instances", "sessions",
            "zookeeper-heap", "server-heap", "patience", "profile", "rate", "changes", "seconds",
            "directory", "rounds", "warm-up");

    /** What is asked for, by default 300 nodes and 10,000 instances of 10 services. */
    static Size of(Options options) {
        int services = Math.max(1, options.number("services", 10));
        int instances = options.number("instances", 10_000);
        return new Size(options.number("nodes", 300), services, Math.max(1, instances / services),
                options.number("sessions", SESSIONS));
    }

    int instances() {
        return services * each;
    }

    /** Instances of an even share, rounded up. */
    int perNode() {
        return (instances() + nodes - 1) / nodes;
    }

    /** That node, with room for twice its share. */
    NodeRecord node(int number) {
        return Population.record(number, 2 * perNode() + 2);
    }

    /** Milli-cpu and bytes of one instance, for the bare kernel. */
    static int milliCpu() {
        return SampleProjects.MILLI_CPU;
    }

    static long memoryBytes() {
        return SampleProjects.MEMORY_BYTES;
    }
}
