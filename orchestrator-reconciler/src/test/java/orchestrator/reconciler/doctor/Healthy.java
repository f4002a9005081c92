package orchestrator.reconciler.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import orchestrator.reconciler.doctor.EnsembleFacts.Clock;
import orchestrator.reconciler.doctor.EnsembleFacts.Contact;
import orchestrator.reconciler.doctor.EnsembleFacts.Latency;
import orchestrator.reconciler.doctor.EnsembleFacts.Server;
import orchestrator.reconciler.doctor.EnsembleFacts.Timing;
import orchestrator.reconciler.doctor.EnsembleFacts.Visit;
import orchestrator.reconciler.doctor.MachineFacts.ControlGroups;
import orchestrator.reconciler.doctor.MachineFacts.Disk;
import orchestrator.reconciler.doctor.MachineFacts.Memory;
import orchestrator.reconciler.doctor.MachineFacts.Ports;
import orchestrator.reconciler.doctor.MachineFacts.Range;
import orchestrator.reconciler.doctor.MachineFacts.Rights;
import orchestrator.reconciler.runtime.EngineDetails;

/** Facts with nothing wrong in them, for tests to spoil. */
public final class Healthy {
    static final long GIB = 1L << 30;
    static final String HOST = "unix:///var/run/docker.sock";

    private Healthy() {}

    static EngineDetails engine() {
        return new EngineDetails("27.1.0", "1.46", Optional.of(true), "/var/lib/docker", "2",
                "systemd");
    }

    static EngineState answering(EngineDetails details) {
        return new EngineState.Answering(HOST, details, Duration.ofMillis(12));
    }

    static Disk disk(long free) {
        return new Disk("images and containers", "/var/lib/docker", free, 100 * GIB, true);
    }

    static Ports ports() {
        return new Ports(List.of(new Range(20_000, 31_999)), Seen.of(List.of()),
                Seen.of(new Range(32_768, 60_999)));
    }

    /** A node with a good engine. */
    public static MachineFacts machine() {
        return new MachineFacts(true, answering(engine()), List.of(Seen.of(disk(60 * GIB))),
                Seen.of(new Memory(6 * GIB, 8 * GIB)), Seen.of(65_536L),
                Seen.of(new Rights(true, true)), Seen.of(new ControlGroups(2, true, true)),
                new MachineFacts.Clock(Seen.of(true), Duration.ZERO), ports(), "25.0.1");
    }

    static Server server(int number) {
        return server(number, Contact.SERVING, Seen.of(timing(500, 4)));
    }

    static Server server(int number, Contact contact, Seen<Timing> timing) {
        return new Server("zoo-" + number + ":2181", false, contact, Seen.of("3.9.5"),
                Seen.of(number == 2 ? "leader" : "follower"), timing, false, List.of());
    }

    static Timing timing(int tickMillis, int syncLimit) {
        return new Timing(Duration.ofMillis(tickMillis), Optional.of(syncLimit), "its word conf");
    }

    static Latency latency(int millis) {
        return new Latency(Duration.ofMillis(millis), Duration.ofMillis(3L * millis));
    }

    static Visit visit() {
        return new Visit(Duration.ofSeconds(6), Duration.ofSeconds(6), Seen.of(latency(1)),
                Seen.of(latency(3)), Seen.of(false), Seen.of(List.of("zoo-1:2181", "zoo-2:2181",
                        "zoo-3:2181")),
                Seen.of(List.of(new Clock("this machine", Duration.ofMillis(4)))));
    }

    static EnsembleFacts ensemble(Visit visit, Server... servers) {
        return new EnsembleFacts(List.of(servers).stream().map(Server::address)
                .collect(Collectors.joining(",")), false, List.of(servers), List.of(),
                Seen.of(visit));
    }

    /** Three servers, well set up and well kept. */
    public static EnsembleFacts ensemble() {
        return ensemble(visit(), server(1), server(2), server(3));
    }

    /** The findings among these. */
    static List<Result.Finding> findings(List<Result> results) {
        return results.stream().filter(Result.Finding.class::isInstance)
                .map(Result.Finding.class::cast).toList();
    }

    /** The only finding. */
    static Result.Finding only(List<Result> results) {
        List<Result.Finding> all = findings(results);
        if (all.size() != 1) {
            throw new AssertionError("not one finding: " + all);
        }
        return all.getFirst();
    }
}
