package orchestrator.reconciler.wiring;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import orchestrator.reconciler.doctor.Target;

/** Which cluster a doctor is to look at, and what of it is on this machine. */
final class Targets {
    private final Map<String, String> environment;
    private final StateDirectory directory;

    Targets(Map<String, String> environment) {
        this.environment = environment;
        this.directory = StateDirectory.ofPerson(environment);
    }

    /** What flags name, else the environment, else that of orch up. */
    Target find(Optional<String> zookeeper) {
        Optional<String> named = zookeeper.or(() -> Optional
                .ofNullable(environment.get("ORCH_ZOOKEEPER")).filter(value -> !value.isBlank()));
        return named.<Target>map(servers -> new Target.At(servers, false)).orElseGet(this::ofUp);
    }

    private Target ofUp() {
        try {
            Optional<UpRecord> record = UpRecord.read(directory);
            if (record.isEmpty()) {
                return new Target.None();
            }
            return record.get().daemon().filter(_ -> DaemonLock.isHeld(directory))
                    .<Target>map(running -> new Target.At(running.zookeeper(), true))
                    .orElseGet(() -> new Target.Down("the cluster of this machine does not run",
                            Daemon.refusal(directory)));
        } catch (RuntimeException e) {
            return new Target.Down(String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    /** What is known of the cluster of orch up, when that is meant. */
    Optional<UpRecord> upRecord(Target target) {
        boolean named = target instanceof Target.At(String _, boolean embedded) && !embedded;
        try {
            return named ? Optional.empty() : UpRecord.read(directory);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The cluster key, as every command finds it. */
    Optional<Path> key(Optional<Path> named, Target target) {
        Optional<Path> said = named.or(() -> Optional.ofNullable(environment.get("ORCH_KEY_FILE"))
                .filter(value -> !value.isBlank()).map(Path::of));
        boolean embedded = target instanceof Target.At(String _, boolean ofUp) && ofUp;
        return said.or(() -> embedded ? Optional.of(directory.key()) : Optional.empty());
    }
}
