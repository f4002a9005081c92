package orchestrator.reconciler.simulation.plants;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.store.StoreWrite;

/** What becomes of single calls, when something is wanted of just that one. */
final class Calls implements Fates {
    private static final Duration HEARD = Duration.ofMillis(100);

    private final SimulatedCluster cluster;
    private boolean hintsLost;
    private Optional<Late> answer = Optional.empty();
    private Optional<Late> commit = Optional.empty();

    private record Late(String process, Duration by, Runnable meanwhile) {}

    Calls(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    void loseHints(boolean yes) {
        hintsLost = yes;
    }

    /** The next renewal of that node is answered so much later than it is made. */
    void answerLate(String node, Duration by, Runnable then) {
        answer = Optional.of(new Late(node, by, then));
    }

    /** The next assignment that is written off a silent node arrives so much later. */
    void commitLate(Duration by, Runnable meanwhile) {
        commit = Optional.of(new Late("server", by, meanwhile));
    }

    /** What was to be late and has not come is not late any more. */
    void forget() {
        answer = Optional.empty();
        commit = Optional.empty();
    }

    @Override
    public boolean isLost(Call hint) {
        return hintsLost;
    }

    @Override
    public Duration delay(Call call) {
        boolean late = commit.isPresent() && call.kind() == Call.Kind.COMMIT
                && call.process().toString().startsWith("server")
                && call.what().contains("/assignments/");
        if (!late) {
            return Duration.ZERO;
        }
        Late those = commit.get();
        commit = Optional.empty();
        cluster.timeline().after(Duration.ofMillis(100), those.meanwhile());
        return those.by();
    }

    @Override
    public OfCommit commit(Call call, List<StoreWrite> writes) {
        return OfCommit.ANSWERED;
    }

    @Override
    public void done(Call call) {
        boolean late = answer.isPresent() && call.kind() == Call.Kind.COMMIT
                && call.process().toString().startsWith(answer.get().process())
                && call.what().contains("/leases/");
        if (late) {
            Late those = answer.get();
            answer = Optional.empty();
            cluster.timeline().pause(those.by());
            cluster.timeline().after(HEARD, those.meanwhile());
        }
    }
}
