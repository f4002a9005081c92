package orchestrator.reconciler.simulation.exhaustive;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** A process that runs a share of all stories, as a simulation is one thread. */
final class SieveWorker {
    private SieveWorker() {}

    /** {@code arguments}: the part. What it finds goes to its output, a story at a time. */
    public static void main(String[] arguments) throws IOException {
        Part share = Part.parse(arguments[0]);
        OutputStream out = System.out;
        System.setOut(new PrintStream(System.err, true));
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            for (Scenario scenario : Stories.all()) {
                objects.writeObject(Sieve.sift(scenario, share));
                objects.flush();
            }
        }
        System.exit(0);
    }
}
