package orchestrator.reconciler.simulation.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A seed means one run: the same in this process, in another one with other settings, and on
 * another Java where one can run these classes ({@code -Dorch.second.jdk=PATH}).
 */
class TraceHashTest {
    private static final int SEEDS = Integer.getInteger("orch.simulation.traces", 50);
    private static final long FIRST = 1_000_001;
    private static final Path JAVAS = Path.of("/usr/lib/jvm");

    @Test
    void a_seed_goes_one_way_whoever_runs_it() throws IOException {
        TreeMap<Long, String> here = here();

        assertThat(here).hasSize(SEEDS);
        assertThat(here()).isEqualTo(here);
        // Other hash codes of objects, another collector, no compiler but the simple one.
        assertThat(elsewhere(jvm("-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2",
                "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1", "-Xmx1g"))).isEqualTo(here);
    }

    @Test
    void a_seed_goes_one_way_on_another_java() throws IOException {
        Optional<Path> second = secondJava();
        if (second.isEmpty()) {
            System.out.println("trace hashes: only one Java here can run these classes");
        }
        TreeMap<Long, String> there = elsewhere(second.map(home -> jvm().home(home))
                .orElseGet(() -> jvm("-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=3")));

        assertThat(there).isEqualTo(here());
    }

    private static TreeMap<Long, String> here() {
        TreeMap<Long, String> digests = new TreeMap<>();
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            digests.put(seed, new SwarmRun(seed).run(_ -> {}).digest());
        }
        return digests;
    }

    private static SimulationJvm jvm(String... options) {
        return new SimulationJvm(SwarmWorker.class).options(options);
    }

    private static TreeMap<Long, String> elsewhere(SimulationJvm java) throws IOException {
        TreeMap<Long, String> digests = new TreeMap<>();
        List<String> lines = java.run(Long.toString(FIRST), "1", Integer.toString(SEEDS), "false");
        for (String line : lines) {
            String[] parts = line.split(" ");
            if (parts[0].equals(SwarmWorker.SEED)) {
                digests.put(Long.parseLong(parts[1]), parts[3]);
            }
        }
        return digests;
    }

    /** Another Java than this one, new enough for these classes. */
    private static Optional<Path> secondJava() throws IOException {
        String asked = System.getProperty("orch.second.jdk");
        if (asked != null) {
            return Optional.of(Path.of(asked));
        }
        List<Path> homes = new ArrayList<>();
        if (Files.isDirectory(JAVAS)) {
            try (Stream<Path> found = Files.list(JAVAS)) {
                found.sorted().forEach(homes::add);
            }
        }
        Path mine = Path.of(System.getProperty("java.home")).toRealPath();
        for (Path home : homes) {
            if (Files.isExecutable(home.resolve("bin/java")) && !home.toRealPath().equals(mine)
                    && feature(home) >= Runtime.version().feature()) {
                return Optional.of(home);
            }
        }
        return Optional.empty();
    }

    private static int feature(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(release)) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION=")).findFirst()
                    .map(line -> Integer.parseInt(line.replaceAll("[^0-9.]", "").split("\\.")[0]))
                    .orElse(0);
        }
    }
}
