package orchestrator.reconciler.simulation.judge;

import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.ContainerLog;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.store.Paths;

/**
 * All judges of one run. They stop the run at the first violation: time does not pass any more.
 */
public final class Judges {
    private final Bench bench;
    private final List<Judge> judges;

    private Judges(Bench bench, List<Judge> strict) {
        this.bench = bench;
        this.judges = new ArrayList<>(strict);
        judges.addAll(List.of(new EpochsNeverFall(bench), new WritesAreNamed(bench),
                new EffectsHappenOnce(bench), new OwnWritesStand(bench),
                new NobodyGoesBack(bench), new DoubtStopsNothing(bench),
                new StopsHaveCauses(bench), new OneContainerEach(bench), new AtMostOne(bench),
                new OneWriterEach(bench), new StormBrake(bench), new LostNodesInTurn(bench),
                new NodesHoldWhatTheyOffer(bench),
                new BudgetHolds(bench), new AgesAreTrue(bench), new QueuesAreShort(bench),
                new OthersAreLeft(bench)));
    }

    /** Judges everything that happens in that cluster from now on. */
    public static Judges attach(SimulatedCluster cluster) {
        return attach(cluster, new Judges(new Bench(cluster), List.of()));
    }

    /**
     * As {@link #attach}, and by rules that are fair only where little goes wrong at a time: they
     * know less of what excuses a leader or an agent.
     */
    public static Judges attachStrict(SimulatedCluster cluster) {
        Bench bench = new Bench(cluster);
        return attach(cluster, new Judges(bench, List.of(new NobodyIsCutOff(bench),
                new PausesGrow(bench), new SilenceIsWaitedOut(bench),
                new NumbersMeanOneThing(bench))));
    }

    private static Judges attach(SimulatedCluster cluster, Judges judges) {
        cluster.onCommit(judges::committed);
        cluster.log().listen(judges::deed);
        cluster.log().listenToOthers(
                deed -> judges.judges.forEach(judge -> judge.deedToOther(deed)));
        return judges;
    }

    private void committed(Committed committed) {
        boolean rival = committed.process().equals(Committed.RIVAL);
        // What it writes stood there before; but a raised epoch is raised whoever did it.
        if (rival && !committed.writes().getFirst().path().equals(Paths.EPOCH)) {
            return;
        }
        bench.ledger().take(committed, (node, next) -> judges.forEach(judge -> judge.assigned(
                committed, node, bench.ledger().assignment(node), next)));
        judges.forEach(judge -> judge.committed(committed));
    }

    private void deed(ContainerLog.Entry deed) {
        judges.forEach(judge -> judge.deed(deed));
    }

    /** What must never happen and did, in the order it did. */
    public List<Violation> violations() {
        return bench.violations();
    }

    /** What was ever written. */
    public Ledger ledger() {
        return bench.ledger();
    }

    /**
     * Somebody put the store back to an older state, emptied it or set up another: what was written
     * is forgotten, what containers did is not.
     */
    public void storeWasReplaced() {
        bench.ledger().begin();
    }
}
