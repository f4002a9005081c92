package orchestrator.core.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;

/** A record with one more word on a revision, of bounded length. */
final class Results {
    /** Of older ones what their containers wrote is dropped: a record has a largest size. */
    private static final int WITH_OUTPUT = 5;

    private Results() {}

    /** With that revision; those that were still under way when it came are overtaken. */
    static RolloutRecord begun(RolloutRecord record, int revision, Instant now) {
        if (record.result(revision).isPresent()) {
            return record;
        }
        List<Result> results = new ArrayList<>();
        record.results().forEach(each -> results.add(each.outcome() == Outcome.UNDER_WAY
                ? new Result(each.revision(), Outcome.OVERTAKEN, now, each.failure())
                : each));
        results.add(new Result(revision, Outcome.UNDER_WAY, now, Optional.empty()));
        return bounded(record, results);
    }

    /** With another result in the place of the one that revision has. */
    static RolloutRecord ended(RolloutRecord record, Result result) {
        return bounded(record, record.results().stream()
                .map(each -> each.revision() == result.revision() ? result : each).toList());
    }

    private static RolloutRecord bounded(RolloutRecord record, List<Result> results) {
        int old = Math.max(0, results.size() - RolloutRecord.KEPT);
        List<Result> kept = new ArrayList<>(results.subList(old, results.size()));
        for (int i = 0; i < kept.size() - WITH_OUTPUT; i++) {
            kept.set(i, withoutOutput(kept.get(i)));
        }
        return new RolloutRecord(record.project(), record.good(), kept);
    }

    private static Result withoutOutput(Result result) {
        return new Result(result.revision(), result.outcome(), result.since(), result.failure()
                .map(failure -> new Failure(failure.instance(), failure.node(),
                        failure.incarnation(), failure.reason(), failure.check(), List.of(),
                        failure.touched(), failure.of(), failure.rolledBackTo())));
    }
}
