package orchestrator.reconciler.simulated;

import java.util.function.Consumer;

/** Whoever follows the output of a pretended container. */
record SimulatedFollower(Consumer<String> lines, Runnable ended) {
    void line(String line) {
        lines.accept(line);
    }

    void end() {
        ended.run();
    }
}
