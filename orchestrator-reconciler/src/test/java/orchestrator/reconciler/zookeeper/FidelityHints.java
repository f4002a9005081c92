package orchestrator.reconciler.zookeeper;

import java.util.ArrayList;
import java.util.List;

/** Whether a watch told, in one step, what the model lets it tell. */
final class FidelityHints {
    private FidelityHints() {}

    /**
     * True when it told the same in the same order. Left open by the real servers is in which order
     * the records go that hang on one session, and how often a watch is set, with a hint that
     * anything may have changed, while another server comes to lead. And a test can end a session
     * only by taking it over, so its own client may be gone before the end is told. Whoever writes
     * again over a new connection may hear of that before, or after, that anything may have changed.
     */
    static boolean allow(FidelityStep step, boolean acts, String watched, List<String> model,
            List<String> real) {
        return switch (step) {
            case FidelityStep.Expire _ when acts -> endsWith(model, watched)
                    && endsWith(real, watched);
            case FidelityStep.CommitUnheard _ when acts -> sameInAnyOrder(model, real);
            case FidelityStep.Expire _,FidelityStep.Reopen _ ->
                sameInAnyOrder(model, real);
            case FidelityStep.KillLeader _ -> once(model, watched).equals(once(real, watched));
            case FidelityStep.Commit _,FidelityStep.CommitUnheard _,FidelityStep.Cut _,FidelityStep.Read _,FidelityStep.Children _ ->
                model.equals(real);
        };
    }

    private static boolean sameInAnyOrder(List<String> model, List<String> real) {
        return model.stream().sorted().toList().equals(real.stream().sorted().toList());
    }

    private static boolean endsWith(List<String> hints, String last) {
        return !hints.isEmpty() && hints.getLast().equals(last);
    }

    private static List<String> once(List<String> hints, String watched) {
        List<String> once = new ArrayList<>();
        for (String each : hints) {
            if (!each.equals(watched) || once.isEmpty() || !once.getLast().equals(watched)) {
                once.add(each);
            }
        }
        return once;
    }
}
