package orchestrator.cli.faults;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import orchestrator.reconciler.testhosts.HostProcess;
import orchestrator.reconciler.zookeeper.StoreProbe;
import org.awaitility.core.ConditionTimeoutException;

/** How long the ensemble takes no writes, as a client beside the hosts sees it. */
final class Probe {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HostProcess process;

    private Probe(HostProcess process) {
        this.process = process;
    }

    /** Writes all the time, once the first write was answered; ends with the test. */
    static Probe start(FaultCluster cluster) {
        Probe probe = new Probe(cluster.hosts().startAsClient("probe",
                java(StoreProbe.class, cluster.ensemble())));
        try {
            await().atMost(PATIENCE).until(() -> probe.firstAfter(0) > 0);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("the ensemble takes no writes: " + probe.process.output(), e);
        }
        return probe;
    }

    /** A small JVM with the class path of this test. */
    static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "-cp",
                System.getProperty("surefire.test.class.path",
                        System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** The longest time without a write that was answered, in milliseconds, since {@code since}. */
    long longestGap(long since) {
        long gap = 0;
        long last = since;
        for (long at : answers()) {
            if (at > since) {
                gap = Math.max(gap, at - last);
                last = at;
            }
        }
        return Math.max(gap, System.currentTimeMillis() - last);
    }

    /** Milliseconds from {@code since} to the first answer after it; -1 while there is none. */
    long firstAfter(long since) {
        return answers().stream().filter(at -> at > since).mapToLong(at -> at - since).findFirst()
                .orElse(-1);
    }

    private List<Long> answers() {
        String output = process.output();
        return output.substring(0, output.lastIndexOf('\n') + 1).lines()
                .filter(line -> line.matches("\\d+")).map(Long::valueOf).toList();
    }

    void end() {
        process.finish();
    }
}
