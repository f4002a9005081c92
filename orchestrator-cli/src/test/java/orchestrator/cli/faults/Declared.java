package orchestrator.cli.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.TestHost;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What the cluster is asked for. {@code steady} is never touched: not one of its containers may stop
 * because of a fault of ours or the ensemble's. {@code pulse} is changed during faults, to see that
 * what is declared then happens.
 */
final class Declared {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String STEADY = """
            project: steady
            services:
              web:
            %s
                lost-after: %%s
              vault:
            %s
                exclusive: keep
            run:
              web: 3
              vault: 1
            """.formatted(Beacons.service("steady"), Beacons.service("steady"));
    private static final String BY_DEFAULT = "5s";
    private static final String PULSE = """
            project: pulse
            services:
              beat:
            %s
            run:
              beat: %%d
            """.formatted(Beacons.service("pulse"));

    private final FaultCluster cluster;
    private final SortedMap<String, Integer> counts = new TreeMap<>();
    private int beats = 1;

    Declared(FaultCluster cluster) {
        this.cluster = cluster;
    }

    void applyAll() {
        counts.put("steady/web", 3);
        counts.put("steady/vault", 1);
        counts.put("pulse/beat", beats);
        missNodesAfter(BY_DEFAULT);
        apply("pulse", PULSE.formatted(beats));
    }

    /** Has the ordinary copies of {@code steady} wait for so long, {@code 5s}, for a silent node. */
    void missNodesAfter(String time) {
        apply("steady", STEADY.formatted(time));
    }

    /** Asks for one beat more, or for one less; sent again until the cluster has taken it. */
    void change() {
        beats = 3 - beats;
        counts.put("pulse/beat", beats);
        apply("pulse", PULSE.formatted(beats));
    }

    /**
     * Asks for a project of the test's own, which every run then waits for.
     *
     * @param expected how many run of each service, by {@code project/service}
     */
    void declare(String project, String text, Map<String, Integer> expected) {
        counts.keySet().removeIf(name -> name.startsWith(project + "/"));
        counts.putAll(expected);
        apply(project, text);
    }

    /** Sends a file until it was taken: the ensemble may have no leader just now. */
    void apply(String project, String text) {
        Path file = cluster.hosts().directory().resolve(project + ".yml");
        FaultCluster.write(file, text);
        HostCommand.Result[] last = {new HostCommand.Result(0, "")};
        try {
            Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
                last[0] = cluster.run("apply", "-f", file.toString(), "--yes", "--no-wait");
                return last[0].exitCode() == 0;
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("cannot apply " + project + ": " + last[0].output(), e);
        }
    }

    /** Waits until exactly what is declared runs, by the engines, and every screen says so too. */
    void await() {
        awaitContainers();
        until(this::screens);
    }

    /** Waits until exactly what is declared runs, by the engines. */
    void awaitContainers() {
        until(this::containers);
    }

    private static void until(Supplier<List<String>> difference) {
        List<String> wrong = new ArrayList<>();
        try {
            Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
                wrong.clear();
                wrong.addAll(difference.get());
                return wrong.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not as declared after " + PATIENCE + ": " + wrong, e);
        }
    }

    private List<String> screens() {
        return counts.keySet().stream().map(name -> name.split("/")[0]).distinct()
                .flatMap(project -> status(project).stream()).toList();
    }

    private List<String> containers() {
        SortedMap<String, Integer> found = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (TestHost host : cluster.hosts().living()) {
            host.docker("ps", "-a", "--filter", "label=orch.instance", "--format",
                    "{{.State}} {{.Label \"orch.project\"}}/{{.Label \"orch.instance\"}}"
                            + " {{.Label \"stranger\"}}")
                    .lines()
                    .filter(line -> !line.endsWith("yes"))
                    .forEach(line -> {
                        String[] words = line.split(" ");
                        found.merge(words[1].replaceFirst("-\\d+$", ""), 1, Integer::sum);
                        if (!words[0].equals("running")) {
                            wrong.add(words[1] + " is " + words[0] + " on host " + host.number());
                        }
                    });
        }
        if (!found.equals(counts)) {
            wrong.add("there are containers of " + found + ", declared are " + counts);
        }
        return wrong;
    }

    private List<String> status(String project) {
        HostCommand.Result status = cluster.run("status", "-p", project, "-o", "json");
        long ready = status.output().lines().filter(line -> line.contains("\"ready\"")).count();
        return status.exitCode() == 0 && ready > 0
                ? List.of()
                : List.of("orch status ended with " + status.exitCode() + ": "
                        + status.output());
    }
}
