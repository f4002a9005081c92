package orchestrator.core.model;

import java.util.Locale;

/** Why something is as it is. Each has a line in {@code docs/reasons.md}. */
public enum ReasonCode {
    // the leader's: holds and removals
    NO_NODE_FITS,
    WAITS_FOR_READY,
    WAITS_FOR_PLACE,
    WAITS_FOR_DATA,
    WAITS_FOR_BUDGET,
    WAITS_FOR_LISTS,
    WAITS_FOR_NEW_COPY,
    WAITS_FOR_PROOF,
    WAITS_FOR_SECRET,
    WAITS_FOR_IMAGE,
    WAITS_FOR_STABLE,
    WAITS_FOR_LEASE,
    ROLLOUT_PAUSED,
    ROLLOUT_STOPPED,
    NODE_SILENT,
    NODE_LOST,
    NODE_DRAINING,
    NODE_CONFIRMED_DEAD,
    MANY_NODES_LOST,
    STORE_IN_DOUBT,
    NEW,
    COUNT_DOWN,
    COUNT_UP,
    SERVICE_REMOVED,
    PROJECT_DELETED,
    CHANGED,
    RESTART_ASKED,
    ENDPOINTS_CHANGED,
    MOVED,
    NODE_UNFIT,
    SURPLUS,
    ASKED,
    // the agent's: phases
    IMAGE_PULLING,
    IMAGE_PRESENT,
    IMAGE_MISSING,
    IMAGE_PULL_FAILED,
    CONTAINER_STARTING,
    CHECK_PENDING,
    CHECK_PASSED,
    CHECK_FAILED,
    RUNNING,
    EXITED,
    OUT_OF_MEMORY,
    BACKING_OFF,
    START_FAILED,
    PORT_TAKEN,
    NAME_TAKEN,
    VOLUME_FAILED,
    SECRET_MISSING,
    TEMPLATE_FAILED,
    RELOAD_FAILED,
    ENGINE_SILENT,
    STOP_ASKED,
    REMOVED_BY_HAND,
    FROZEN,
    LEASE_NOT_HELD,
    // events that only the leader tells
    REVISION_APPLIED,
    REVISION_UNREADABLE,
    REVISION_FAILED,
    ROLLED_BACK,
    PAUSED,
    RESUMED,
    CONVERGED,
    LEADER_CHANGED,
    NODE_JOINED,
    NODE_BACK,
    NODE_DRAINED,
    NODE_UNDRAINED,
    RECORD_TOO_LARGE;

    /** As on the screen and in JSON: {@code no-node-fits}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
