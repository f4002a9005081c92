package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.plan.Action;
import orchestrator.core.plan.Forecast;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import orchestrator.reconciler.simulation.ContainerLog.Entry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code orch plan} says of a change is what leader, agents and engines then do: the very same
 * containers are made and ended, seen from the engines.
 */
class ForecastScenarioTest {
    private static final int CHANGES = 3;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void apply_does_what_the_plan_said(long seed) {
        Random random = new Random(seed);
        try (SimulatedCluster cluster = new SimulatedCluster(seed, 3 + random.nextInt(2))) {
            RolloutSight shop = new RolloutSight(cluster).of("shop");
            cluster.apply(change(random));
            shop.await(1, Outcome.DONE);
            cluster.awaitSettled();
            for (int revision = 2; revision < 2 + CHANGES; revision++) {
                String file = change(random);
                Forecast forecast = forecast(cluster, file, revision);
                int mark = cluster.log().mark();
                cluster.apply(file);
                shop.await(revision, Outcome.DONE);
                cluster.awaitSettled();
                assertThat(done(cluster.log().since(mark))).isEqualTo(said(forecast));
            }
        }
    }

    private static String change(Random random) {
        return Declarations.shop(1 + random.nextInt(4), 1 + random.nextInt(2))
                .replace("shop-php:1", "shop-php:" + random.nextInt(3))
                .replace("mysql:8.4", "mysql:8." + random.nextInt(2))
                .replace("haproxy:3.0", "haproxy:3." + random.nextInt(2));
    }

    private static Forecast forecast(SimulatedCluster cluster, String file, int revision) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put(Declarations.TEMPLATE, Declarations.TEMPLATE_TEXT);
        DesiredProject next = DeclarationReader.read("test.yml", file, files, revision).project()
                .orElseThrow();
        ObservedState seen = cluster.person().client().view().observed();
        // As whoever shows a plan does: what would be new must be newer than what is there.
        return Forecast.of(new DesiredState(List.of(next)), new ObservedState(seen.cluster(),
                cluster.sight().epoch() + 1, 0, seen.takenAt(), seen.complete(), seen.nodes(),
                seen.secrets()));
    }

    private static List<String> said(Forecast forecast) {
        return forecast.actions().stream().flatMap(action -> {
            String what = action.instance().address() + " on " + action.node();
            return switch (action) {
                case Action.Start _ -> Stream.of("made " + what);
                case Action.Stop _ -> Stream.of("ended " + what);
                case Action.Replace _ -> Stream.of("made " + what, "ended " + what);
                case Action.Adjust _,Action.Bury _ -> Stream.<String>empty();
            };
        }).sorted().toList();
    }

    private static List<String> done(List<Entry> deeds) {
        return deeds.stream()
                .filter(deed -> deed.deed() == Deed.CREATED || deed.deed() == Deed.REMOVED)
                .map(deed -> (deed.deed() == Deed.CREATED ? "made " : "ended ")
                        + deed.identity().instance().address() + " on " + deed.node())
                .sorted().toList();
    }
}
