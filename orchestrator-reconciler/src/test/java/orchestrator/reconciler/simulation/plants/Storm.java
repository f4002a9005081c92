package orchestrator.reconciler.simulation.plants;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.judge.Judges;

/**
 * A short run of a small cluster in a weather drawn from the seed: what a plant needs comes often in
 * one of them. Afterwards everything is mended, and the cluster has to come to rest as declared.
 */
public final class Storm implements LongFunction<Optional<String>> {
    private static final int STRIKES = 10;
    private static final Duration BOUND = Duration.ofSeconds(90);

    @Override
    public Optional<String> apply(long seed) {
        Weather weather = Weather.of(seed);
        try (SimulatedCluster cluster = new SimulatedCluster(seed, weather.nodes())) {
            Judges judges = Judges.attachStrict(cluster);
            Strikes strikes = weather.over(cluster, judges);
            try {
                run(strikes);
            } catch (AssertionError e) {
                return first(judges, strikes).or(() -> Optional.of("L1: " + e.getMessage()));
            }
            return first(judges, strikes);
        }
    }

    private static Optional<String> first(Judges judges, Strikes strikes) {
        return strikes.seen().stream().findFirst()
                .or(() -> judges.violations().stream().filter(strikes::isFair).findFirst()
                        .map(each -> each.rule() + ": " + each.what() + " at " + each.at()));
    }

    private static void run(Strikes strikes) {
        strikes.begin();
        for (int strike = 0; strike < STRIKES; strike++) {
            strikes.strike();
        }
        strikes.heal();
        strikes.awaitPeace(BOUND);
    }
}
