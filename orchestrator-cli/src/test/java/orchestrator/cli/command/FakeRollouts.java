package orchestrator.cli.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.plan.ClusterPlanner;
import orchestrator.core.rollout.Rollout;
import orchestrator.core.rollout.RolloutJudge;
import orchestrator.core.rollout.RolloutStep;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;

/** What the leader remembers of revisions, judged as the leader does. */
final class FakeRollouts {
    private final Map<ProjectName, RolloutRecord> records = new TreeMap<>();
    private final Map<String, Instant> firstSeen = new TreeMap<>();

    List<RolloutRecord> all() {
        return List.copyOf(records.values());
    }

    RolloutRecord of(ProjectName project) {
        return records.getOrDefault(project, RolloutRecord.none(project));
    }

    /** Looks at a project; the revision that its current one is to be undone by, if it is. */
    Optional<Revision> judge(DesiredProject project, DesiredState desired,
            ObservedState observed, IntFunction<Revision> revisions) {
        RolloutRecord record = of(project.name());
        Optional<DesiredProject> good = record.good() == 0
                ? Optional.empty()
                : Optional.of(FakeCluster.read(revisions.apply(record.good())));
        RolloutStep step = RolloutJudge.decide(new Rollout(project, good, record,
                since(project, observed.takenAt()), observed,
                ClusterPlanner.plan(desired, observed)));
        return switch (step) {
            case RolloutStep.Nothing() -> Optional.empty();
            case RolloutStep.Note(RolloutRecord next) -> {
                records.put(project.name(), next);
                yield Optional.empty();
            }
            case RolloutStep.RollBack(RolloutRecord next, int to, var _) -> {
                records.put(project.name(), next);
                yield Optional.of(undoing(revisions.apply(project.revision()),
                        revisions.apply(to), observed.takenAt()));
            }
        };
    }

    private Instant since(DesiredProject project, Instant now) {
        return firstSeen.computeIfAbsent(project.name() + " " + project.revision(), _ -> now);
    }

    private static Revision undoing(Revision bad, Revision good, Instant now) {
        return new Revision(bad.project(), 0, "(auto)", now, "rollback",
                "same as " + good.number(), good.file(), good.text(), good.files(), false,
                bad.restarts());
    }
}
