package orchestrator.cli.endtoend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.reconciler.testhosts.HostProcess;
import orchestrator.reconciler.testhosts.TestHost;

/**
 * What the engines themselves say about the containers of a project, from the first to the last
 * moment. All engines of a test share one clock, so what ran when can be compared.
 */
final class EngineEvents {
    private static final String FORMAT = "{{.TimeNano}}|{{.Action}}|{{.Actor.ID}}|"
            + "{{index .Actor.Attributes \"orch.instance\"}}|{{index .Actor.Attributes \"image\"}}|"
            + "{{index .Actor.Attributes \"signal\"}}";
    private static final String HANGUP = "1";
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Map<Integer, HostProcess> streams = new TreeMap<>();

    /** From the start of a container to its end; {@link Long#MAX_VALUE} while it runs. */
    record Life(String instance, int host, String id, String image, long from, long to) {
        boolean goesOn() {
            return to == Long.MAX_VALUE;
        }
    }

    /** Of time, in milliseconds of the clock that all share. */
    record Span(long from, long to) {
        boolean contains(long moment) {
            return moment >= from && moment < to;
        }
    }

    private record Line(long at, String action, String id, String instance, String image,
            String signal) {
        static Line of(String line) {
            String[] fields = line.split("\\|", -1);
            return new Line(Long.parseLong(fields[0]) / NANOS_PER_MILLI, fields[1], fields[2],
                    fields[3], fields[4], fields[5]);
        }
    }

    private EngineEvents() {}

    /** Listens from now on. */
    static EngineEvents of(String project, List<TestHost> hosts) {
        EngineEvents events = new EngineEvents();
        for (TestHost host : hosts) {
            events.streams.put(host.number(), host.start("events", List.of("docker", "-H",
                    host.engine(), "events", "--filter", "type=container", "--filter",
                    "label=orch.project=" + project, "--filter", "event=start", "--filter",
                    "event=die", "--filter", "event=kill", "--format", FORMAT)));
        }
        return events;
    }

    private static List<Line> lines(HostProcess stream) {
        String output = stream.output();
        return output.substring(0, output.lastIndexOf('\n') + 1).lines().map(Line::of).toList();
    }

    /** Every container that has run so far of the instances whose name has this in it, by start. */
    List<Life> lives(String service) {
        List<Life> lives = new ArrayList<>();
        streams.forEach((host, stream) -> {
            List<Line> lines = lines(stream);
            lines.stream().filter(line -> line.action().equals("start")
                    && line.instance().contains(service))
                    .forEach(start -> lives.add(new Life(start.instance(), host, start.id(),
                            start.image(), start.at(), endOf(start, lines))));
        });
        lives.sort(Comparator.comparing(Life::from));
        return lives;
    }

    /** What runs now; at the engines' word of an end, before their lists of containers follow. */
    Containers running() {
        SortedMap<String, Containers.Container> running = new TreeMap<>();
        lives("").stream().filter(Life::goesOn).forEach(life -> {
            Containers.Container twin = running.put(life.instance(), new Containers.Container(
                    life.instance(), life.host(), life.id(), Long.toString(life.from()),
                    life.image()));
            if (twin != null) {
                throw new AssertionError("two containers run for one instance: " + twin + " and "
                        + life);
            }
        });
        return new Containers(running);
    }

    private static long endOf(Line start, List<Line> lines) {
        return lines.stream().filter(line -> line.action().equals("die")
                && line.id().equals(start.id()) && line.at() >= start.at())
                .mapToLong(Line::at).min().orElse(Long.MAX_VALUE);
    }

    /** How often each balancer was told to read its file again. */
    Map<String, Integer> reloads(Span span) {
        Map<String, Integer> reloads = new TreeMap<>();
        streams.values().stream().flatMap(stream -> lines(stream).stream())
                .filter(line -> line.action().equals("kill") && line.signal().equals(HANGUP)
                        && span.contains(line.at()))
                .forEach(line -> reloads.merge(line.instance(), 1, Integer::sum));
        return reloads;
    }
}
