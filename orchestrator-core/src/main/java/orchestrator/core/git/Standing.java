package orchestrator.core.git;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord.Result;
import orchestrator.core.state.DesiredProject;

/**
 * How the project stands that follows a repository.
 *
 * @param current  its current revision, empty while there is no such project
 * @param applied  the revision that was taken over from git last, as far as it can be read
 * @param since    every later revision that is kept, oldest first
 * @param result   how the rollout of {@code applied} fared, empty while nothing is known of it
 * @param fallback the revision that was gone back to when {@code applied} failed
 * @param nodes    the labels of every node of the cluster; empty where they do not matter
 */
public record Standing(Optional<Said> current, Optional<Said> applied, List<Revision> since,
        Optional<Result> result, Optional<Said> fallback,
        List<SortedMap<String, String>> nodes) {
    public Standing {
        since = List.copyOf(since);
        nodes = List.copyOf(nodes);
    }

    /** A revision and what it says. */
    public record Said(Revision revision, DesiredProject project) {}

    /** Number of the current revision, 0 while there is none. */
    int number() {
        return current.map(said -> said.revision().number()).orElse(0);
    }

    /** True when the current revision wants nothing to run, or there is none. */
    boolean isGone() {
        return current.map(said -> said.revision().deletes()).orElse(true);
    }
}
