package orchestrator.cli.render;

import java.util.Locale;
import java.util.Optional;

import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.reconciler.client.ClusterView;

/** What became of a revision, in one word for the list of them. */
public enum Standing {
    /** It is the current one and everything runs as it asks. */
    LIVE,
    /** It is the current one and not all of it runs yet. */
    ROLLING,
    /** As {@link #ROLLING}, and a person holds it back. */
    PAUSED,
    /** Something that it changed failed. */
    FAILED,
    /** It ran as asked once. */
    PAST,
    /** Another revision took its place before all of it ran. */
    OVERTAKEN;

    /** As on the screen and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How that revision of a project stands, by what the leader remembers of it. */
    public static Standing of(ClusterView.CurrentProject current, RolloutRecord record,
            int revision) {
        Optional<Outcome> outcome = record.result(revision).map(RolloutRecord.Result::outcome);
        if (outcome.equals(Optional.of(Outcome.FAILED))) {
            return FAILED;
        }
        boolean done = outcome.equals(Optional.of(Outcome.DONE));
        if (revision == current.record().currentRevision()) {
            boolean paused = current.record().activePause().isPresent();
            return done ? LIVE : paused ? PAUSED : ROLLING;
        }
        return done || isForgotten(outcome, record, revision) ? PAST : OVERTAKEN;
    }

    /** Older than all that the leader remembers: it may well have run. */
    private static boolean isForgotten(Optional<Outcome> outcome, RolloutRecord record,
            int revision) {
        return outcome.isEmpty()
                && record.results().stream().noneMatch(each -> each.revision() < revision);
    }
}
