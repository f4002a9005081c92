package orchestrator.reconciler.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether a commit without an answer was done, judged by what stands there after its repetition was
 * refused. Writes are all or none, so one record that tells is enough. A record that went on since
 * tells nothing: a later update hides what the one before it wrote.
 */
enum Aftermath {
    DONE, NOT_DONE, UNKNOWN;

    /** Asks {@code ensemble}, in the session that tried the commit, how the records stand now. */
    static Aftermath of(List<StoreWrite> writes, Ensemble ensemble) throws NoAnswerException {
        boolean done = false;
        for (StoreWrite write : writes) {
            if (write instanceof StoreWrite.Check) {
                continue;
            }
            Aftermath one = judge(write, ensemble.read(write.path()), ensemble.session());
            if (one == NOT_DONE) {
                return NOT_DONE;
            }
            done |= one == DONE;
        }
        return done ? DONE : UNKNOWN;
    }

    private static Aftermath judge(StoreWrite write, Optional<StoredRecord> now, long session) {
        return switch (write) {
            case StoreWrite.Check check -> UNKNOWN;
            case StoreWrite.Create create -> now.map(found -> created(create, found, session))
                    .orElse(UNKNOWN);
            case StoreWrite.Update update -> now.map(found -> updated(update, found))
                    .orElse(UNKNOWN);
            case StoreWrite.Delete delete -> now
                    .map(found -> found.version() == delete.version() ? NOT_DONE : UNKNOWN)
                    .orElse(UNKNOWN);
        };
    }

    private static Aftermath created(StoreWrite.Create create, StoredRecord found, long session) {
        if (found.version() > 0) {
            return UNKNOWN;
        }
        boolean ours = Arrays.equals(found.data(), create.data())
                && found.owner() == (create.ephemeral() ? session : 0);
        return ours ? DONE : NOT_DONE;
    }

    private static Aftermath updated(StoreWrite.Update update, StoredRecord found) {
        if (found.version() <= update.version()) {
            return NOT_DONE;
        }
        if (found.version() > update.version() + 1) {
            return UNKNOWN;
        }
        return Arrays.equals(found.data(), update.data()) ? DONE : NOT_DONE;
    }
}
