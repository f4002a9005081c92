package orchestrator.reconciler.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import orchestrator.reconciler.doctor.EngineState;
import orchestrator.reconciler.doctor.MachineFacts;
import orchestrator.reconciler.doctor.MachineFacts.Clock;
import orchestrator.reconciler.doctor.MachineFacts.Disk;
import orchestrator.reconciler.doctor.MachineFacts.Listener;
import orchestrator.reconciler.doctor.MachineFacts.Ports;
import orchestrator.reconciler.doctor.Seen;
import orchestrator.reconciler.machine.ControlGroupMounts;
import orchestrator.reconciler.machine.Disks;
import orchestrator.reconciler.machine.Disks.Place;
import orchestrator.reconciler.machine.KernelClock;
import orchestrator.reconciler.machine.Listeners;
import orchestrator.reconciler.machine.Listeners.Owner;
import orchestrator.reconciler.machine.ProcessFiles;

/** Gathers what is to be known of this machine. */
final class MachineLook {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Path PROC = Path.of("/proc");
    private static final String PROXY = "docker-proxy";

    private final Bounded bounded;
    private final Map<String, String> environment;
    private final Instant wall = Instant.now();
    private final long steady = System.nanoTime();

    MachineLook(Bounded bounded, Map<String, String> environment) {
        this.bounded = bounded;
        this.environment = environment;
    }

    /** All of it; {@code host} is that of the engine, {@code place} what is known of our nodes. */
    MachineFacts facts(EngineState engine, NodesHere here) {
        ProcessFiles files = new ProcessFiles(PROC);
        return new MachineFacts(here.any(), engine, disks(engine, here), files.memory(),
                files.fileLimit(), files.rights(),
                ControlGroupMounts.read(PROC.resolve("self/mounts")),
                new Clock(KernelClock.isSynchronised(), jumped()),
                new Ports(here.ports(), taken(here), files.temporaryPorts()),
                Runtime.version().toString());
    }

    /** A file system that hangs, such as one over a network, is told as not seen. */
    private List<Seen<Disk>> disks(EngineState engine, NodesHere here) {
        List<Place> places = new ArrayList<>();
        if (engine instanceof EngineState.Answering answering && here.any()
                && !answering.details().dataRoot().isEmpty()
                && engine.host().startsWith("unix:")) {
            places.add(new Place("images and containers",
                    Path.of(answering.details().dataRoot()), false));
        }
        places.add(new Place("what orch remembers", StateDirectory.home(environment), true));
        return bounded.begin(() -> Disks.of(places)).within(PATIENCE,
                failure -> List.of(Seen.not(failure instanceof TimeoutException
                        ? "it does not answer"
                        : String.valueOf(failure.getMessage()))));
    }

    /** By how much the clock on the wall was moved since this look began. */
    private Duration jumped() {
        return Duration.between(wall, Instant.now())
                .minus(Duration.ofNanos(System.nanoTime() - steady));
    }

    private Seen<List<Listener>> taken(NodesHere here) {
        return new Listeners(PROC).ports().map(ports -> ports.entrySet().stream()
                .filter(each -> here.ports().stream()
                        .anyMatch(range -> range.contains(each.getKey())))
                .filter(each -> !isOurs(each.getKey(), each.getValue(), here))
                .map(each -> new Listener(each.getKey(), each.getValue()
                        .map(owner -> owner.name() + " " + owner.process()).orElse("")))
                .toList());
    }

    /** Containers of a cluster that does not answer may well be ours. */
    private static boolean isOurs(int port, Optional<Owner> owner, NodesHere here) {
        boolean proxy = owner.filter(each -> each.name().equals(PROXY)).isPresent();
        boolean program = owner.filter(each -> each.command().contains("orch.jar")
                || each.command().contains("orchestrator.")).isPresent();
        return program || here.given().map(given -> given.contains(port)).orElse(proxy);
    }
}
