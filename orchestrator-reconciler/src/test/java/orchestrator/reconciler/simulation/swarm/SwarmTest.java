package orchestrator.reconciler.simulation.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random faults on random clusters: nothing that must never happen happens, and once the faults are
 * over the cluster comes to rest as it is declared. By itself {@value #MANY} fresh seeds drawn from the
 * commit; {@code -Dorch.simulation.seeds=N} that many, {@code -Dorch.simulation.first=S} those from S
 * on; {@code -Dorch.simulation.seed=S} that one alone, with all that happens in it.
 */
class SwarmTest {
    /** So many show everything that has to be seen now and then. */
    private static final long MANY = 1_000;
    private static final long SEEDS = Long.getLong("orch.simulation.seeds", MANY);
    private static final long ELSEWHERE = 20_301_122;
    private static final String ONE = "orch.simulation.seed";

    /** Seeds that found something once, each with what it was. */
    static Stream<String> keptSeeds() throws IOException {
        try (InputStream file = SwarmTest.class.getResourceAsStream("kept-seeds.txt");
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keptSeeds")
    @DisabledIfSystemProperty(named = ONE, matches = ".*")
    void a_seed_that_found_something_finds_nothing_any_more(String line) {
        long seed = Long.parseLong(line.split(" ")[0]);
        assertThat(new SwarmRun(seed).run(_ -> {}).wrong()).isEmpty();
    }

    @Test
    @DisabledIfSystemProperty(named = ONE, matches = ".*")
    void clusters_stay_safe_under_random_faults_and_come_to_rest_afterwards() {
        Swarm swarm = new Swarm(System.out::println);
        long first = Long.getLong("orch.simulation.first", first());
        swarm.run(first, SEEDS);
        System.out.println("swarm: from seed " + first + ": " + swarm.totals());

        assertThat(swarm.wrong()).isEmpty();
        assertThat(swarm.seeds()).isEqualTo((int) SEEDS);
        if (SEEDS >= MANY) {
            assertThat(swarm.tally().never()).as("things that were never seen").isEmpty();
        }
    }

    @Test
    void one_seed_can_be_watched() {
        Long seed = Long.getLong(ONE);
        if (seed != null) {
            assertThat(new SwarmRun(seed).run(System.out::println).wrong()).isEmpty();
        }
        assertThat(keptSeedsAreNumbers()).isTrue();
    }

    private static boolean keptSeedsAreNumbers() {
        try (Stream<String> lines = keptSeeds()) {
            return lines.allMatch(line -> line.matches("[0-9]+ .+"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Others with every commit, the same where there is none to ask. */
    private static long first() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD").start();
            List<String> lines = git.inputReader(StandardCharsets.UTF_8).lines().toList();
            return lines.isEmpty()
                    ? ELSEWHERE
                    : Long.parseLong(lines.getFirst().substring(0, 8), 16) * MANY;
        } catch (IOException e) {
            return ELSEWHERE;
        }
    }
}
