package orchestrator.reconciler.simulation.swarm;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.judge.Judges;

/** How fast simulated time passes while each second an instance is killed, and all judges look on. */
public final class Speed {
    private static final int SECONDS = 600;

    private final int nodes;
    private final int instances;

    private Speed(int nodes, int instances) {
        this.nodes = nodes;
        this.instances = instances;
    }

    /**
     * Prints the figure of each round, the first ones with a cold machine.
     *
     * @param arguments nodes, instances and rounds; 20, 200 and 30 without
     */
    public static void main(String[] arguments) throws InterruptedException {
        List<Integer> sizes = arguments.length == 3
                ? Arrays.stream(arguments).map(Integer::valueOf).toList()
                : List.of(20, 200, 30);
        Speed speed = new Speed(sizes.get(0), sizes.get(1));
        Thread.ofVirtual().start(() -> {
            for (int round = 1; round <= sizes.get(2); round++) {
                System.out.println(speed.round(round));
            }
        }).join();
    }

    private String round(long seed) {
        try (SimulatedCluster cluster = new SimulatedCluster(seed, nodes)) {
            Judges judges = Judges.attach(cluster);
            cluster.apply(yaml(instances), "");
            cluster.pass(Duration.ofSeconds(30));
            long wall = System.nanoTime();
            long cpu = cpuNanos();
            for (int second = 0; second < SECONDS; second++) {
                cluster.killContainer("web-" + (1 + second % instances));
                cluster.pass(Duration.ofSeconds(1));
            }
            double passed = (System.nanoTime() - wall) / 1e9;
            double used = (cpuNanos() - cpu) / 1e9;
            return String.format(Locale.ROOT, "%d s: %.0f x real time, %.0f x processor time, %d "
                    + "violations", SECONDS, SECONDS / passed, SECONDS / used,
                    judges.violations().size());
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static String yaml(int instances) {
        return """
                project: speed
                services:
                  web:
                    image: web:1
                    cpu: 0.1
                    memory: 50MB
                    ports: {http: 80}
                    check: {http: /, every: 10s}
                run:
                  web: %d
                """.formatted(instances);
    }
}
