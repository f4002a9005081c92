package orchestrator.cli.speed;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import orchestrator.reconciler.testhosts.HostProcess;
import orchestrator.reconciler.testhosts.TestHost;

/** What the engines say of containers, with the moment at which they say that it happened. */
final class EngineLog {
    private static final String FORMAT = "{{.TimeNano}}|{{.Action}}|"
            + "{{index .Actor.Attributes \"orch.project\"}}|"
            + "{{index .Actor.Attributes \"orch.instance\"}}";
    private static final long NANOS = 1_000_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final List<HostProcess> streams = new ArrayList<>();

    /** That something happened to a container. */
    record Happened(Instant at, String action, String project, String instance) {
        static Happened of(String line) {
            String[] fields = line.split("\\|", -1);
            long nanos = Long.parseLong(fields[0]);
            return new Happened(Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS), fields[1],
                    fields[2], fields[3]);
        }
    }

    /** Listens from now on. */
    EngineLog(List<TestHost> hosts) {
        for (TestHost host : hosts) {
            streams.add(host.start("speed-events", List.of("docker", "-H", host.engine(),
                    "events", "--since", Long.toString(Instant.now().getEpochSecond()),
                    "--filter", "type=container", "--filter", "label=orch.project",
                    "--filter", "event=start", "--filter", "event=die", "--filter",
                    "event=destroy", "--format", FORMAT)));
        }
    }

    private List<Happened> all(Predicate<Happened> which) {
        return streams.stream().flatMap(stream -> lines(stream.output())).filter(which).toList();
    }

    private static Stream<Happened> lines(String output) {
        return output.substring(0, output.lastIndexOf('\n') + 1).lines()
                .filter(line -> line.matches("\\d+\\|.*")).map(Happened::of);
    }

    /** Waits until so many such things have happened since then; when the last of them did. */
    Instant awaitAll(int count, Instant since, Predicate<Happened> which) {
        List<Happened> found = await().atMost(PATIENCE).pollInterval(BETWEEN_LOOKS)
                .until(() -> all(which.and(each -> each.at().isAfter(since))),
                        list -> list.size() >= count);
        return found.stream().map(Happened::at).sorted().skip(count - 1L).findFirst()
                .orElseThrow();
    }

    static Predicate<Happened> did(String action, String project) {
        return each -> each.action().equals(action) && each.project().equals(project);
    }
}
