package orchestrator.benchmarks.replay;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import orchestrator.benchmarks.core.SampleProjects;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.NodeAssignment;

/** A small project that grows by one instance at each change, beside everything else that runs. */
final class Probe {
    private static final String PROJECT = "probe";

    private final Stage stage;
    private final LinkedBlockingQueue<Sighting> sightings = new LinkedBlockingQueue<>();
    private int instances;
    private long writtenAt;

    /** An instance of the probe that stands in an assignment which an agent has read. */
    private record Sighting(int number, long at) {}

    Probe(Stage stage, Ledger ledger) {
        this.stage = stage;
        ledger.listen((_, assignment) -> look(assignment));
    }

    private void look(NodeAssignment assignment) {
        long now = System.nanoTime();
        for (AssignedInstance each : assignment.instances()) {
            if (each.id().project().value().equals(PROJECT)) {
                sightings.add(new Sighting(each.id().number(), now));
            }
        }
    }

    int instances() {
        return instances;
    }

    /** When, by the nano clock, the person had heard that the last change was written. */
    long writtenAt() {
        return writtenAt;
    }

    /**
     * Applies one change. Returns when, by the nano clock, an agent had read what follows from it.
     *
     * @throws IllegalStateException when none did within so many seconds
     */
    long change(long patienceSeconds) {
        instances++;
        stage.apply(SampleProjects.file(PROJECT, 1, instances), instances - 1);
        writtenAt = System.nanoTime();
        long deadline = writtenAt + TimeUnit.SECONDS.toNanos(patienceSeconds);
        while (System.nanoTime() < deadline) {
            try {
                Sighting next = sightings.poll(1, TimeUnit.SECONDS);
                if (next != null && next.number() == instances) {
                    return next.at();
                }
            } catch (InterruptedException e) {
                throw Sessions.interrupted(e);
            }
        }
        throw new IllegalStateException("no agent has read change " + instances + " within "
                + patienceSeconds + " s");
    }
}
