package orchestrator.reconciler.fence;

import java.util.List;

/** The processes that run under a lease. */
interface Processes {
    /** How many there are in and below these control groups. */
    int count(List<String> groups);

    /** The first process of each container. */
    List<Long> firsts(List<String> groups);

    /** Asks one to end. */
    void ask(long process);

    /** Ends all of them at once. */
    void killAll(List<String> groups);

    /** While the groups are closed, no process in them can make another. */
    void close(List<String> groups, boolean closed);

    /** Lets go of groups that are empty. */
    void remove(List<String> groups);

    /** Why they could not be ended; empty when they could. */
    String trouble();
}
