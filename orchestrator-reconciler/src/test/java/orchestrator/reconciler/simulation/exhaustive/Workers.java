package orchestrator.reconciler.simulation.exhaustive;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sifts all stories on all cores. */
final class Workers {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private Workers() {}

    /** What was found, by story. */
    static Map<String, Findings> run() {
        List<Process> processes = new ArrayList<>();
        for (int worker = 0; worker < CORES; worker++) {
            processes.add(start(Part.chosen().share(worker, CORES)));
        }
        Map<String, Findings> findings = new LinkedHashMap<>();
        try {
            processes.forEach(process -> read(process).forEach(
                    each -> findings.merge(each.scenario(), each, Findings::with)));
        } finally {
            processes.forEach(Process::destroy);
        }
        return findings;
    }

    private static Process start(Part share) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx1g", "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.trackAllThreads=false", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp", System.getProperty("surefire.test.class.path",
                        System.getProperty("java.class.path")),
                SieveWorker.class.getName(), share.toString()));
        Chosen.PROPERTIES.forEach(each -> command.add(1,
                "-D" + each + "=" + System.getProperty(each, "")));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Findings> read(Process process) {
        List<Findings> found = new ArrayList<>();
        try (ObjectInputStream objects = new ObjectInputStream(process.getInputStream())) {
            for (int story = 0; story < Stories.all().size(); story++) {
                found.add((Findings) objects.readObject());
            }
            return found;
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("a process that sifts ended early", e);
        }
    }
}
