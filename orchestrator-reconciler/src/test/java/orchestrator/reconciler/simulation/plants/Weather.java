package orchestrator.reconciler.simulation.plants;

import java.util.List;
import java.util.Random;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.judge.Judges;

/** What goes wrong in one run, and on what. */
record Weather(Kind kind, long seed) {
    /** Each has its own faults and its own work. */
    enum Kind {
        /** Nothing breaks: people change what runs and where, and leaders change. */
        CALM,
        /** The way to the store: cuts, lost answers, lost hints, leaders that fall. */
        NETWORK,
        /** What must not run twice, under people, cuts, crashes and clocks that differ. */
        EXCLUSIVE,
        /** The store itself is emptied, put back to an older state, or another one. */
        STORE,
        /** Engines fall silent, lose events, refuse images; containers crash again and again. */
        ENGINE,
        /** Many nodes fall silent, and those that are left are nearly full. */
        LOSS
    }

    static Weather of(long seed) {
        List<Kind> kinds = List.of(Kind.values());
        return new Weather(kinds.get(Math.floorMod(seed, kinds.size())), seed);
    }

    int nodes() {
        return switch (kind) {
            case CALM -> 4;
            case NETWORK, STORE, EXCLUSIVE, ENGINE -> 3;
            case LOSS -> 6;
        };
    }

    Strikes over(SimulatedCluster cluster, Judges judges) {
        return new Strikes(kind, cluster, judges, new Random(seed * 31 + kind.ordinal()));
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
