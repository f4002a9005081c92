package orchestrator.reconciler.zookeeper;

import java.util.List;
import orchestrator.reconciler.store.StoreWrite;

/** One step of a script, by one of its clients. The next one begins when all of it has settled. */
sealed interface FidelityStep {
    int client();

    /** All or nothing, and the answer is heard. */
    record Commit(int client, List<StoreWrite> writes) implements FidelityStep {}

    /** The first attempt is not heard of: it arrived, or it did not. The adapter repeats it. */
    record CommitUnheard(int client, List<StoreWrite> writes, boolean arrives)
            implements
                FidelityStep {}

    /** Reads one record. */
    record Read(int client, String path) implements FidelityStep {}

    /** Lists what stands below one. */
    record Children(int client, String path) implements FidelityStep {}

    /** Its connection is cut and comes back, in time for its session. */
    record Cut(int client) implements FidelityStep {}

    /** Its session is ended at the servers. */
    record Expire(int client) implements FidelityStep {}

    /** It says good-bye and another takes its place. */
    record Reopen(int client) implements FidelityStep {}

    /** The server that leads is killed, and started again when another leads. */
    record KillLeader(int client) implements FidelityStep {}
}
