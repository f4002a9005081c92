package orchestrator.cli.git;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes the time of each step and of what is measured in it, and prints all of it at the end. */
final class Stopwatch {
    private static final double MILLIS = 1e3;

    private final List<String> lines = new ArrayList<>();

    /** Something that may fail. */
    interface Step {
        void run() throws Exception;
    }

    void step(String what, Step step) throws Exception {
        Instant begun = Instant.now();
        String result = "FAILED";
        try {
            step.run();
            result = "ok";
        } finally {
            add(String.format(Locale.ROOT, "%7.1fs  %-6s  %s",
                    Duration.between(begun, Instant.now()).toMillis() / MILLIS, result, what));
        }
    }

    /** A figure of the step that runs. */
    Duration measured(String what, Instant from, Instant to) {
        Duration took = Duration.between(from, to);
        add(String.format(Locale.ROOT, "%16s %7.2fs  %s", "", took.toMillis() / MILLIS, what));
        return took;
    }

    private void add(String line) {
        lines.add(line);
        System.out.println("[GitOpsIT] " + line);
    }

    void print() {
        System.out.println("\nGitOpsIT\n" + String.join("\n", lines) + "\n");
    }
}
