package orchestrator.cli.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Takes the time of each step of a long test and prints it, as it happens and all at the end. */
final class Steps {
    private static final double NANOS = 1e9;

    private final String test;
    private final List<String> done = new ArrayList<>();

    Steps(String test) {
        this.test = test;
    }

    /** Something that may fail. */
    interface Step {
        void run() throws Exception;
    }

    void step(String what, Step step) throws Exception {
        step(what, () -> {
            step.run();
            return true;
        });
    }

    <T> T step(String what, Callable<T> step) throws Exception {
        long start = System.nanoTime();
        String result = "FAILED";
        try {
            T value = step.call();
            result = "ok";
            return value;
        } finally {
            String line = String.format(Locale.ROOT, "%7.1fs  %-6s  %s",
                    (System.nanoTime() - start) / NANOS, result, what);
            done.add(line);
            System.out.println("[" + test + "] " + line);
        }
    }

    void print() {
        System.out.println("\n" + test + "\n" + String.join("\n", done) + "\n");
    }
}
