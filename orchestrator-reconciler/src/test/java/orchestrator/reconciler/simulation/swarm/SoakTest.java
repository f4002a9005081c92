package orchestrator.reconciler.simulation.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * As many seeds as anybody has patience for: {@code mvn verify -Psoak -Dorch.soak.seeds=100000}. A
 * line of totals every minute, so that it may be ended at any time.
 */
@EnabledIfSystemProperty(named = "orch.soak.seeds", matches = "[0-9]+")
class SoakTest {
    @Test
    void a_long_run_finds_nothing() {
        Swarm swarm = new Swarm(System.out::println);
        Thread atTheEnd = new Thread(() -> System.out.println("soak: " + swarm.totals()));
        Runtime.getRuntime().addShutdownHook(atTheEnd);
        swarm.run(Long.getLong("orch.simulation.first", 1), Long.getLong("orch.soak.seeds"));

        assertThat(swarm.wrong()).isEmpty();
        assertThat(swarm.seeds()).as("seeds that were run to their end")
                .isEqualTo(Long.getLong("orch.soak.seeds").intValue());
    }
}
