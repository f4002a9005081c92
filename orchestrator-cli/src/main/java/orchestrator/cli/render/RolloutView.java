package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.reconciler.client.ClusterView;

/**
 * How it stands with the current revision of a project.
 *
 * @param standing of the current revision
 * @param change   what its author says it changes
 * @param pause    who holds it back, while somebody does
 * @param failed   the revision that failed: the current one, or the one that it has undone
 * @param undone   true when the leader made the current revision to undo {@code failed}
 * @param good     true when there is a revision to go back to
 */
public record RolloutView(Standing standing, String change, Optional<ProjectRecord.Pause> pause,
        Optional<RolloutRecord.Result> failed, boolean undone, boolean good) {
    /** Who the leader says it is when it makes a revision. */
    private static final String LEADER = "(auto)";
    private static final String SAME = "same as ";

    /** All runs as asked. */
    public static final RolloutView LIVE = new RolloutView(Standing.LIVE, "", Optional.empty(),
            Optional.empty(), false, true);

    /** From what the leader remembers. */
    static RolloutView of(ClusterView view, ClusterView.CurrentProject current) {
        ProjectRecord project = current.record();
        RolloutRecord record = view.rollout(project.project());
        int number = project.currentRevision();
        Standing standing = Standing.of(current, record, number);
        boolean undone = standing != Standing.FAILED && isRollback(current.revision());
        Optional<RolloutRecord.Result> failed = record.result(undone ? number - 1 : number)
                .filter(each -> each.outcome() == RolloutRecord.Outcome.FAILED);
        return new RolloutView(standing, current.revision().change(),
                standing == Standing.PAUSED ? project.activePause() : Optional.empty(), failed,
                undone, record.good() > 0);
    }

    /** True when the leader made that revision to undo the one before it. */
    public static boolean isRollback(Revision revision) {
        return revision.who().equals(LEADER) && revision.change().startsWith(SAME);
    }

    /** Behind the number of the revision: {@code  (same as 8, paused)}, or nothing. */
    public String word() {
        List<String> words = new ArrayList<>();
        if (change.startsWith(SAME)) {
            words.add(change);
        }
        if (standing == Standing.PAUSED || standing == Standing.FAILED) {
            words.add(standing.word());
        }
        return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
    }

    /** True when a person who knows the other knows of this one as well. */
    public boolean isKnownBy(RolloutView other) {
        return note().isEmpty() || pause.equals(other.pause) && undone == other.undone
                && failed.map(RolloutRecord.Result::revision)
                        .equals(other.failed.map(RolloutRecord.Result::revision));
    }

    /** What a person should know of it; empty while there is nothing. */
    public Optional<String> note() {
        if (pause.isPresent()) {
            return Optional.of("Paused by " + pause.get().who() + ": nothing that serves is "
                    + "replaced until orch resume");
        }
        return failed.map(this::note);
    }

    /** {@link #note} with what a person may do about it. */
    public Optional<String> advice() {
        boolean stands = failed.isPresent() && !undone;
        return note().map(text -> text + (stands ? ". Next: " + remedy() : ""));
    }

    /** What a person may do about a revision that failed and was not rolled back. */
    public String remedy() {
        return (good ? "orch rollback, or " : "") + "mend the file, then orch apply";
    }

    private String note(RolloutRecord.Result result) {
        String where = result.failure().map(Failure::instance)
                .map(each -> " at " + each.address()).orElse("");
        String what = "Revision " + result.revision() + " failed" + where;
        String more = "orch history " + result.revision();
        if (undone) {
            return what + (standing == Standing.LIVE ? " and was" : " and is")
                    + " rolled back: " + more;
        }
        return what + (good ? " and stopped there: " : "; the nodes keep trying: ") + more;
    }

    /** The same for programs. */
    public Json json() {
        return Json.object().with("standing", standing.word()).with("change", change)
                .with("pausedBy", pause.map(ProjectRecord.Pause::who))
                .with("failed", failed.map(RolloutRecord.Result::revision))
                .with("rolledBack", undone);
    }
}
