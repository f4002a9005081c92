package orchestrator.reconciler.simulation.swarm;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.judge.Judges;

/** How fast simulated time passes: 20 nodes, 200 instances, each second one of them killed. */
public final class Speed {
    private static final int NODES = 20;
    private static final int INSTANCES = 200;
    private static final int SECONDS = 600;
    private static final int ROUNDS = 5;

    private Speed() {}

    /** Prints the figure of each round, the first ones with a cold machine. */
    public static void main(String[] arguments) throws InterruptedException {
        Thread.ofVirtual().start(() -> {
            for (int round = 1; round <= ROUNDS; round++) {
                System.out.println(round(round));
            }
        }).join();
    }

    private static String round(long seed) {
        try (SimulatedCluster cluster = new SimulatedCluster(seed, NODES)) {
            Judges judges = Judges.attach(cluster);
            cluster.apply(yaml(), "");
            cluster.pass(Duration.ofSeconds(30));
            long wall = System.nanoTime();
            long cpu = cpuNanos();
            for (int second = 0; second < SECONDS; second++) {
                cluster.killContainer("web-" + (1 + second % INSTANCES));
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

    private static String yaml() {
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
                """.formatted(INSTANCES);
    }
}
