package orchestrator.reconciler.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import orchestrator.reconciler.doctor.ClusterFacts;
import orchestrator.reconciler.doctor.Diagnosis;
import orchestrator.reconciler.doctor.Doctor;
import orchestrator.reconciler.doctor.EngineState;
import orchestrator.reconciler.doctor.EnsembleFacts;
import orchestrator.reconciler.doctor.Facts;
import orchestrator.reconciler.doctor.Target;
import orchestrator.reconciler.zookeeper.ZooKeeperSurvey;

/** Looks at a machine, an ensemble and a cluster, in a bounded time, and tells what is wrong. */
public final class Examination {
    private static final String ENGINE = "unix:///var/run/docker.sock";
    /** Everything inside is bounded as well: this is for what nobody thought of. */
    private static final Duration ALL = Duration.ofSeconds(40);

    private final Map<String, String> environment;

    public Examination(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Looks at everything there is to see.
     *
     * @param zookeeper connect string of an ensemble; else the environment's, else that of orch up
     * @param keyFile   cluster key; likewise
     */
    public Diagnosis examine(Optional<String> zookeeper, Optional<Path> keyFile) {
        Instant at = Instant.now();
        long begun = System.nanoTime();
        Targets targets = new Targets(environment);
        Target target = targets.find(zookeeper);
        Optional<UpRecord> up = targets.upRecord(target);
        try (Bounded bounded = new Bounded()) {
            MachineLook machine = new MachineLook(bounded, environment);
            String host = engine(up);
            Bounded.Asked<EngineState> engine = bounded
                    .begin(() -> new EngineLook(bounded, environment).at(host));
            Optional<EnsembleFacts> ensemble = bounded
                    .begin(() -> new EnsembleLook(bounded, new ZooKeeperSurvey(System::nanoTime,
                            System::currentTimeMillis)).facts(target))
                    .within(ALL, _ -> Optional.empty());
            Optional<ClusterFacts> cluster = ensemble.flatMap(each -> new ClusterLook(bounded,
                    targets.key(keyFile, target)).facts((Target.At) target, each));
            NodesHere here = NodesHere.of(target, up, cluster);
            Facts facts = new Facts(target, machine.facts(
                    engine.within(ALL, _ -> new EngineState.Silent(host, ALL)), here),
                    ensemble, cluster);
            return new Diagnosis(at, target.title(), Doctor.judge(facts),
                    Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private String engine(Optional<UpRecord> up) {
        String named = environment.getOrDefault("DOCKER_HOST", "");
        return up.filter(each -> !each.engine().simulated()).map(each -> each.engine().host())
                .orElse(named.isBlank() ? ENGINE : named);
    }
}
