package orchestrator.core.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the leader remembers of the revisions of one project, because it cannot be derived from
 * revisions, assignments and statuses: how each ended. Written by the leader alone.
 *
 * @param good    the last revision that ran as asked, 0 while none has
 * @param results of the kept revisions, oldest first; at most {@link #KEPT}
 */
public record RolloutRecord(ProjectName project, int good, List<Result> results) {
    /** As many as revisions are kept. */
    public static final int KEPT = 50;

    public RolloutRecord {
        results = List.copyOf(results);
    }

    /** Of a project that the leader has never looked at. */
    public static RolloutRecord none(ProjectName project) {
        return new RolloutRecord(project, 0, List.of());
    }

    /** How a rollout stands, or ended. */
    public enum Outcome {
        /** It goes on. */
        UNDER_WAY,
        /** Everything ran as it asked. */
        DONE,
        /** An instance that it had changed failed. */
        FAILED,
        /** Another revision took its place before it was done. */
        OVERTAKEN
    }

    /**
     * What became of one revision.
     *
     * @param since   when the outcome was first seen, by the leader's clock, for people only
     * @param failure present when {@code FAILED}
     */
    public record Result(int revision, Outcome outcome, Instant since,
            Optional<Failure> failure) {}

    /**
     * Why a revision failed.
     *
     * @param check        what was asked of it ({@code GET http://10.0.0.1:20003/health}), empty
     *                     when it has no check or none was made
     * @param output       last lines the container wrote
     * @param touched      how many instances of what the revision changed were replaced or begun
     * @param of           how many it would have changed in all
     * @param rolledBackTo the last good revision, when there was one and it was gone back to
     */
    public record Failure(InstanceId instance, NodeName node, Incarnation incarnation,
            Reason reason, Optional<String> check, List<String> output, int touched, int of,
            Optional<Integer> rolledBackTo) {
        public Failure {
            output = List.copyOf(output);
        }
    }

    /** What became of that revision, as far as it is remembered. */
    public Optional<Result> result(int revision) {
        return results.stream().filter(each -> each.revision() == revision).findFirst();
    }
}
