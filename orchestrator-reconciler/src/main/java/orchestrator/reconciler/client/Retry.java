package orchestrator.reconciler.client;

import java.util.function.Supplier;

import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;

/** Looks again and writes again when somebody else was faster. */
final class Retry {
    /** How often a commit is made anew when other people change the same things. */
    private static final int TRIES = 5;

    private Retry() {}

    /**
     * What {@code action} returns once it comes through.
     *
     * @param what follows {@code could not} in a message
     * @throws StoreUnavailableException when others were faster every time
     */
    static <T> T untilWritten(String what, Supplier<T> action) {
        for (int tries = 1; tries < TRIES; tries++) {
            try {
                return action.get();
            } catch (StoreConflictException e) {
                // The next look sees what the other one wrote.
            }
        }
        try {
            return action.get();
        } catch (StoreConflictException e) {
            throw new StoreUnavailableException("could not " + what
                    + ": others keep changing the same records; try again", e);
        }
    }
}
