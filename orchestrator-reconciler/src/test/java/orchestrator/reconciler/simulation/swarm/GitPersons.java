package orchestrator.reconciler.simulation.swarm;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.git.GitStrikes;

/** One project may follow a repository, with all that people and bad servers do to it. */
final class GitPersons {
    private final SimulatedCluster cluster;
    private final Persons persons;
    private final Random random;
    private final Tally tally;
    private Optional<GitStrikes> strikes = Optional.empty();

    GitPersons(SimulatedCluster cluster, Persons persons, Random random, Tally tally) {
        this.cluster = cluster;
        this.persons = persons;
        this.random = random;
        this.tally = tally;
    }

    /** The first time a project is connected. A command that fails has come to nothing, or not. */
    void strike() {
        persons.asked(() -> {
            if (strikes.isEmpty()) {
                strikes = Optional.of(new GitStrikes(cluster, random));
                tally.saw(Sometimes.REPOSITORY_FOLLOWED);
            } else {
                strikes.get().strike();
            }
        });
    }

    boolean isFollowing() {
        return strikes.isPresent();
    }

    void heal() {
        strikes.ifPresent(GitStrikes::heal);
    }

    /** What was wrong about it, by then or at the end. */
    List<String> violations() {
        return strikes.map(GitStrikes::violations).orElse(List.of());
    }

    Optional<String> wrongAtRest() {
        return strikes.flatMap(GitStrikes::wrongAtRest);
    }
}
