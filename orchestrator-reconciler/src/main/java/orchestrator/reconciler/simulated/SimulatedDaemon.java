package orchestrator.reconciler.simulated;

import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.runtime.ContainerRuntimeException;

/** Whether the process of a pretended engine answers; its containers run without it. */
final class SimulatedDaemon {
    private final List<Runnable> waiting = new ArrayList<>();
    private State state = State.ANSWERS;
    private int ends;

    /** How it does. */
    enum State {
        ANSWERS,
        /** It stands still: calls reach it, and it carries them out when it goes on. */
        FROZEN,
        /** It is not there: nothing reaches it. */
        DOWN
    }

    synchronized State state() {
        return state;
    }

    boolean answers() {
        return state() == State.ANSWERS;
    }

    /** A call that came while it stood still. */
    synchronized void keep(Runnable call) {
        waiting.add(call);
    }

    /** What has come to a daemon that ends is lost. */
    synchronized void down() {
        state = State.DOWN;
        ends++;
        waiting.clear();
    }

    /** How often it ended so far. */
    synchronized int ends() {
        return ends;
    }

    synchronized void frozen() {
        state = State.FROZEN;
    }

    /** It goes on, or is there again. */
    void up() {
        List<Runnable> calls;
        synchronized (this) {
            state = State.ANSWERS;
            calls = List.copyOf(waiting);
            waiting.clear();
        }
        calls.forEach(SimulatedDaemon::carryOut);
    }

    private static void carryOut(Runnable call) {
        try {
            call.run();
        } catch (ContainerRuntimeException e) {
            // whoever asked does not listen any more
        }
    }
}
