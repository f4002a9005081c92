package orchestrator.reconciler.simulation.plants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The test of the simulation itself: bugs that somebody might well make are planted, and it must see
 * each of them. {@code -Dplant=NAME,NAME} looks at those alone, and says what was seen.
 */
class PlantsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path PLANTS = Path.of("src/test/resources/plants");
    private static final String ENDING = ".plant";
    private static final Optional<List<String>> ONLY = Optional
            .ofNullable(System.getProperty("plant")).map(names -> List.of(names.split(",")));
    private static final int CONTROLS = 60;
    /** All of them together take less, on whatever machine. */
    private static final int HANG_MINUTES = 30;

    private static final PlantedCode CODE = new PlantedCode(ROOT, System.getProperty(
            "surefire.test.class.path", System.getProperty("java.class.path")));
    private static final ExecutorService HUNTERS = Executors
            .newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private static final Map<String, Future<Optional<Hunt.Catch>>> HUNTS = new TreeMap<>();

    @BeforeAll
    static void begin() throws IOException {
        plants().forEach(plant -> HUNTS.put(plant.name(), HUNTERS.submit(
                () -> new Hunt(CODE.compile(plant)).among(plant.seed(),
                        Hunt.SEEDS))));
    }

    @AfterAll
    static void end() throws IOException {
        HUNTERS.shutdownNow();
        CODE.close();
    }

    static List<Plant> plants() throws IOException {
        try (Stream<Path> files = Files.list(PLANTS)) {
            return files.map(PlantsTest::name)
                    .filter(name -> ONLY.map(those -> those.contains(name)).orElse(true))
                    .sorted().map(PlantsTest::plant).toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(ENDING, "");
    }

    private static Plant plant(String name) {
        try {
            return Plant.parse(name, Files.readString(PLANTS.resolve(name + ENDING)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plants")
    void the_simulation_finds(Plant plant) throws Exception {
        Optional<Hunt.Catch> found = HUNTS.get(plant.name())
                .get(HANG_MINUTES, TimeUnit.MINUTES);

        assertThat(found).as("no seed of %d from %d on sees: %s", Hunt.SEEDS, plant.seed(),
                plant.bug()).isPresent();
        System.out.printf("plant %-40s seed %4d  %5.1fs  %s%n", plant.name(), found.get().seed(),
                found.get().took().toMillis() / 1000.0, ONLY.isPresent()
                        ? found.get().violation()
                        : found.get().violation().lines().findFirst().orElse(""));
        assertThat(plant.rules()).contains(found.get().rule());
    }

    @Test
    void without_a_plant_nothing_is_found() {
        assertThat(new Hunt(Map.of()).among(1, CONTROLS)).isEmpty();
    }

    @Test
    void a_plant_has_to_fit_the_source_exactly_once() {
        Plant.Edit edit = new Plant.Edit("A.java", "x = 1;", "x = 2;");

        assertThat(edit.applyTo("int x = 1;")).isEqualTo("int x = 2;");
        assertThatThrownBy(() -> edit.applyTo("int x = 3;")).hasMessageContaining("not at all");
        assertThatThrownBy(() -> edit.applyTo("x = 1; x = 1;")).hasMessageContaining("twice");
    }
}
