package orchestrator.reconciler.simulated;

import java.util.ArrayList;
import java.util.List;

/** What a pretended container wrote over all its runs, and who listens. */
final class SimulatedOutput {
    private static final int KEPT_LINES = 200;

    private final List<String> lines = new ArrayList<>();
    private final List<SimulatedFollower> followers = new ArrayList<>();

    void say(String line) {
        lines.add(line);
        if (lines.size() > KEPT_LINES) {
            lines.removeFirst();
        }
        followers.forEach(follower -> follower.line(line));
    }

    List<String> last(int count) {
        return List.copyOf(lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    void follow(SimulatedFollower follower) {
        followers.add(follower);
    }

    void unfollow(SimulatedFollower follower) {
        followers.remove(follower);
    }

    /** The run that was followed has ended. */
    void end() {
        List<SimulatedFollower> all = List.copyOf(followers);
        followers.clear();
        all.forEach(SimulatedFollower::end);
    }
}
