package orchestrator.reconciler.simulation.swarm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java machine of its own that simulates: set to be fast, and of few words. */
final class SimulationJvm {
    private final Class<?> main;
    private final List<String> options = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseSerialGC"));
    private Path home = Path.of(System.getProperty("java.home"));

    SimulationJvm(Class<?> main) {
        this.main = main;
    }

    /** Instead of the options for speed. */
    SimulationJvm options(String... others) {
        options.clear();
        options.addAll(List.of(others));
        return this;
    }

    SimulationJvm home(Path javaHome) {
        home = javaHome;
        return this;
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(options);
        command.addAll(List.of("-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.trackAllThreads=false",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp",
                System.getProperty("surefire.test.class.path",
                        System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** All that it writes, until it ends. */
    List<String> run(String... arguments) throws IOException {
        Process process = start(arguments);
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } finally {
            process.destroy();
        }
    }
}
