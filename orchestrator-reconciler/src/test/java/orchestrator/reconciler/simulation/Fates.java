package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.util.List;
import orchestrator.reconciler.simulation.git.SimulatedRepository.Trouble;
import orchestrator.reconciler.store.StoreWrite;

/** Decides what becomes of every single {@link Call} of a run. By itself all goes well. */
public interface Fates {
    /** Nothing ever goes wrong. */
    Fates KIND = new Fates() {
    };

    /** Asked when a process sends a commit. To kill it before the call, do so in here. */
    default OfCommit commit(Call call, List<StoreWrite> writes) {
        return OfCommit.ANSWERED;
    }

    /** Asked when a process calls an engine. To kill it before the call, do so in here. */
    default OfEngineCall engine(Call call) {
        return OfEngineCall.ANSWERED;
    }

    /** Asked when a process calls a repository that is well. */
    default Trouble git(Call call) {
        return Trouble.NONE;
    }

    /** True when the process never hears of it. */
    default boolean isLost(Call hint) {
        return false;
    }

    /** True when the process hears of it twice. */
    default boolean isDoubled(Call hint) {
        return false;
    }

    /** Right after a call had its effect, before the caller hears of it: to kill it after. */
    default void done(Call call) {}

    /** Asked for every call before its fate: how long it takes to get there. */
    default Duration delay(Call call) {
        return Duration.ZERO;
    }

    /** What becomes of a commit: all but the first leave the caller without an answer. */
    enum OfCommit {
        ANSWERED,
        /** It never arrives. */
        REQUEST_LOST,
        /** Somebody else writes one of its records first, so it is refused; nobody hears of it. */
        REFUSED_UNHEARD,
        /** It is made, and nobody hears of it. */
        REPLY_LOST,
        /** The caller hears of the loss first; then it arrives, and is made if it still fits. */
        IN_FLIGHT
    }

    /** What becomes of a call to an engine. */
    enum OfEngineCall {
        ANSWERED,
        /** The engine refuses with an error that says nothing; there is no effect. */
        FAILED_BEFORE,
        /** It has its effect, and the caller hears of an error. */
        FAILED_AFTER,
        /** No answer within the deadline of the call, and no effect. */
        HUNG_BEFORE,
        /** No answer within the deadline of the call; the effect comes after that. */
        HUNG_THEN_DONE
    }
}
