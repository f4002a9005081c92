package orchestrator.core.plan;

import java.util.BitSet;
import java.util.TreeSet;

import orchestrator.core.model.Incarnation;

/**
 * Incarnations beyond the latest that was given out, each of which may be used once. Nearly all are
 * the next ones of the same epoch, so that a bit is enough: a plan may give out millions.
 */
final class FreshIncarnations {
    private static final int NEXT_ONES = 1 << 26;

    private final Incarnation latest;
    private final BitSet next = new BitSet();
    private final TreeSet<Incarnation> others = new TreeSet<>();

    FreshIncarnations(Incarnation latest) {
        this.latest = latest;
    }

    /** Notes that it stands somewhere; one that was given out before is no matter. */
    void note(Incarnation one) {
        if (one.compareTo(latest) > 0) {
            use(one);
        }
    }

    /** False when it was given out before, or is used already. */
    boolean use(Incarnation one) {
        if (one.compareTo(latest) <= 0) {
            return false;
        }
        long place = (long) one.number() - latest.number();
        if (one.epoch() != latest.epoch() || place >= NEXT_ONES) {
            return others.add(one);
        }
        boolean isUnused = !next.get((int) place);
        next.set((int) place);
        return isUnused;
    }
}
