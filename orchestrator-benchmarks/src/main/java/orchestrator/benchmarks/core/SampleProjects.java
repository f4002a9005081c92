package orchestrator.benchmarks.core;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredState;

/**
 * Files as a person would write them: services of 0.05 cpu and 30MB, so many instances of each, in
 * as few projects as the limit of values in one file allows.
 */
public final class SampleProjects {
    /** What each instance asks for. */
    public static final int MILLI_CPU = 50;
    /** What each instance asks for. */
    public static final long MEMORY_BYTES = 30L << 20;
    /** Ten values each, and a file may have 5,000. */
    private static final int SERVICES_IN_ONE = 400;

    private SampleProjects() {}

    /** One file. */
    public record File(String project, String text) {
        /**
         * What it says.
         *
         * @throws IllegalStateException when it has a problem
         */
        public DesiredProject read(int revision) {
            DeclarationReader.Result result = DeclarationReader.read(project + ".yml", text,
                    new TreeMap<>(), revision);
            return result.project().orElseThrow(
                    () -> new IllegalStateException(result.problems().toString()));
        }
    }

    /** So many services with so many instances of each, spread over numbered projects. */
    public static List<File> of(int services, int instancesOfEach) {
        List<File> files = new ArrayList<>();
        for (int first = 0; first < services; first += SERVICES_IN_ONE) {
            int count = Math.min(SERVICES_IN_ONE, services - first);
            files.add(file("load" + (files.size() + 1), count, instancesOfEach));
        }
        return files;
    }

    /** All of them as the planner sees them. */
    public static DesiredState desired(List<File> files) {
        return new DesiredState(files.stream().map(file -> file.read(1)).toList());
    }

    /** One project of so many services and so many instances of each. */
    public static File file(String project, int services, int instancesOfEach) {
        StringBuilder text = new StringBuilder("project: " + project + "\nservices:\n");
        for (int i = 1; i <= services; i++) {
            text.append("  service%04d: {image: \"busybox:1\", cpu: 0.05, memory: 30MB}\n"
                    .formatted(i));
        }
        text.append("run:\n");
        for (int i = 1; i <= services; i++) {
            text.append("  service%04d: %d\n".formatted(i, instancesOfEach));
        }
        return new File(project, text.toString());
    }
}
