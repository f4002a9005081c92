package orchestrator.reconciler.simulation.swarm;

import java.util.EnumSet;
import java.util.Set;

/** What goes wrong, or is wanted otherwise, at one moment of a run. */
enum Fault {
    RECOUNT,
    REIMAGE,
    BAD_IMAGE,
    RECONFIGURE,
    REVERT,
    DELETE,
    RESTART,
    PAUSE,
    TWO_PERSONS,
    DRAIN,
    CONFIRM_DEAD,
    KILL_CONTAINER,
    FAIL_CHECKS,
    PAUSE_CONTAINER,
    REMOVE_BY_HAND,
    KILL_AGENT,
    RESTART_AGENT,
    FREEZE_AGENT,
    CRASH_NODE,
    CRASH_NODE_AND_DISK,
    CUT_NODE,
    SWIZZLE,
    STORM,
    TEAR_FILE,
    FILL_DISK,
    SILENT_ENGINE,
    FULL_ENGINE,
    SLOW_ENGINE,
    KILL_ENGINE,
    KILL_LEADER,
    KILL_STANDBY,
    FREEZE_LEADER,
    CUT_LEADER,
    CUT_ALL,
    LEADER_DEAF,
    KILL_ZOOKEEPER,
    FREEZE_ZOOKEEPER,
    CUT_ZOOKEEPER,
    LAG_ZOOKEEPER,
    WIPE_STORE,
    OLD_STORE,
    FOREIGN_STORE,
    CLONE_NODE,
    GIT;

    /** What changes the store, or what a node remembers of it, has no sense in one that is not ours. */
    private static final Set<Fault> ONLY_IN_OURS = EnumSet.of(RECOUNT, REIMAGE, BAD_IMAGE,
            RECONFIGURE, REVERT, DELETE, RESTART, PAUSE, TWO_PERSONS, DRAIN, CONFIRM_DEAD,
            CRASH_NODE_AND_DISK, TEAR_FILE, CLONE_NODE, GIT);

    /** True when it may happen also while the store is another one than it should be. */
    boolean fitsAnyStore() {
        return !ONLY_IN_OURS.contains(this);
    }
}
