package orchestrator.reconciler.doctor;

import static orchestrator.reconciler.doctor.Grade.NOTE;
import static orchestrator.reconciler.doctor.Grade.UNSEEN;
import static orchestrator.reconciler.doctor.Grade.WRONG;
import static orchestrator.reconciler.doctor.Group.CLUSTER;
import static orchestrator.reconciler.doctor.Group.ENSEMBLE;
import static orchestrator.reconciler.doctor.Group.MACHINE;

import java.util.Locale;

/**
 * Every kind of finding, and why it matters. Each has a line in {@code docs/doctor.md}.
 */
public enum FindingCode {
    ENGINE_ABSENT(MACHINE, WRONG, "without a Docker Engine no container can run on this machine"),
    ENGINE_DENIED(MACHINE, WRONG, "who may not use the engine can start and stop nothing"),
    ENGINE_SILENT(MACHINE, WRONG,
            "what runs goes on, but nothing can be started, stopped or looked at"),
    ENGINE_SLOW(MACHINE, NOTE,
            "an agent whose engine takes five seconds to answer says that it is in trouble"),
    ENGINE_BROKEN(MACHINE, WRONG, "an engine that cannot be understood cannot be used"),
    ENGINE_OLD(MACHINE, NOTE, "this orch has been tested with interface 1.41 and newer engines"),
    ENGINE_UNSEEN(MACHINE, UNSEEN, "what the engine does not say cannot be checked"),
    LIVE_RESTORE_OFF(MACHINE, NOTE,
            "a restart or an upgrade of the engine ends every container of this machine"),
    DISK_FULL(MACHINE, WRONG, "on a full disk no image, container or record can be written"),
    DISK_NEARLY_FULL(MACHINE, NOTE, "a few images or a database fill what is left"),
    DISK_NOT_WRITABLE(MACHINE, WRONG, "what a node was told must be written down to outlast it"),
    DISK_UNSEEN(MACHINE, UNSEEN, "a disk that fills up unseen stops a node"),
    MEMORY_LOW(MACHINE, NOTE, "the kernel ends a process where memory runs out, often a database"),
    MEMORY_UNSEEN(MACHINE, UNSEEN, "whether what is reserved is there cannot be told"),
    FILE_LIMIT_LOW(MACHINE, NOTE, "an agent or a server keeps a connection for all it looks at"),
    FILE_LIMIT_UNSEEN(MACHINE, UNSEEN, "an agent that may open too few files stops to work"),
    CLOCK_NOT_SYNCHRONISED(MACHINE, NOTE,
            "nothing is decided by this clock, but times in events and logs of nodes will not fit"),
    CLOCK_JUMPED(MACHINE, NOTE, "times in events and logs will not fit to each other"),
    CLOCK_UNSEEN(MACHINE, UNSEEN, "a clock that nobody keeps right goes wrong by seconds a week"),
    PORTS_TAKEN(MACHINE, NOTE, "an instance that is given such a port cannot start here"),
    PORTS_TEMPORARY(MACHINE, NOTE,
            "an outgoing connection may hold a port just when an instance is given it"),
    PORTS_UNSEEN(MACHINE, UNSEEN, "a port that something else has is found out only at a start"),
    LEASES_NOT_HERE(MACHINE, NOTE,
            "what is exclusive: lease only runs where a process can end it without the engine"),
    LEASES_UNSEEN(MACHINE, UNSEEN, "whether exclusive: lease can run here cannot be told"),
    JAVA_OLD(MACHINE, WRONG, "this program is made for a newer Java"),

    NO_CLUSTER(ENSEMBLE, NOTE, "without a cluster nothing runs"),
    CLUSTER_DOWN(ENSEMBLE, WRONG, "containers run on, but nothing looks after them"),
    ADDRESS_WRONG(ENSEMBLE, WRONG, "no command, server or agent finds the cluster like this"),
    ENSEMBLE_SILENT(ENSEMBLE, WRONG,
            "containers run on, but nothing is started, stopped or moved until it answers"),
    ENSEMBLE_UNSEEN(ENSEMBLE, UNSEEN, "whether the ensemble is well is not known"),
    NO_MAJORITY(ENSEMBLE, WRONG,
            "containers run on, but nothing is started, stopped or moved until most are back"),
    SERVER_DOWN(ENSEMBLE, WRONG,
            "the ensemble survives the loss of fewer servers than it was made for"),
    ENSEMBLE_SMALL(ENSEMBLE, NOTE, "the loss of one server stops all changes until it is back"),
    ENSEMBLE_EVEN(ENSEMBLE, NOTE,
            "a majority of an even number survives no more losses than one server less"),
    MEMBERS_DIFFER(ENSEMBLE, NOTE,
            "who knows only some servers loses the cluster while others still serve"),
    MEMBERS_UNSEEN(ENSEMBLE, UNSEEN, "servers that nobody names here may be part of it or missing"),
    VERSION_OLD(ENSEMBLE, NOTE, "versions before 3.9.5 let others in or tell them what you store"),
    VERSION_UNSEEN(ENSEMBLE, UNSEEN, "versions before 3.9.5 have known holes"),
    SYNC_LIMIT_HIGH(ENSEMBLE, WRONG,
            "a server that was cut off tells an old leader for too long that it still leads"),
    SYNC_LIMIT_UNSEEN(ENSEMBLE, UNSEEN,
            "a server that was cut off may tell an old leader for too long that it still leads"),
    SESSION_STRETCHED(ENSEMBLE, NOTE, "the loss of a node or of the leader is noticed later"),
    ENSEMBLE_SLOW(ENSEMBLE, NOTE, "sessions and leases run out while the ensemble is busy"),
    LATENCY_UNSEEN(ENSEMBLE, UNSEEN, "a slow ensemble loses sessions without a fault elsewhere"),
    ENSEMBLE_OPEN(ENSEMBLE, NOTE,
            "who reaches its port can change what runs; only passwords are sealed"),
    ACCESS_UNSEEN(ENSEMBLE, UNSEEN, "who may change what runs is not known"),
    ADMIN_OPEN(ENSEMBLE, NOTE, "its admin server tells all who ask, and has had holes"),
    WORDS_OPEN(ENSEMBLE, NOTE, "such words tell all who ask who is connected to what"),
    STORE_DISK_FULL(ENSEMBLE, WRONG, "a server whose disk is full leaves the ensemble"),
    STORE_DISK_NEARLY_FULL(ENSEMBLE, NOTE, "a server whose disk is full leaves the ensemble"),
    STORE_DISK_UNSEEN(ENSEMBLE, UNSEEN, "a disk that fills up unseen stops a server"),

    CLUSTER_MISSING(CLUSTER, WRONG, "commands, servers and agents need the place they share"),
    CLUSTER_REFUSED(CLUSTER, WRONG, "what this program cannot read it must not touch"),
    CLUSTER_UNSEEN(CLUSTER, UNSEEN, "whether the cluster is well is not known"),
    ONE_MACHINE(CLUSTER, NOTE, "it ends with this machine, so it promises no availability"),
    NO_LEADER(CLUSTER, WRONG,
            "containers run on, but nothing is started, moved or replaced until a server leads"),
    LEADER_UNSTEADY(CLUSTER, NOTE, "while one leader follows another nothing is decided"),
    NO_NODES(CLUSTER, WRONG, "without a node nothing can run"),
    NODES_SILENT(CLUSTER, WRONG,
            "what ran there is started elsewhere where that is safe, and waits where it is not"),
    NODES_IN_TROUBLE(CLUSTER, WRONG, "such a node takes no new work, and may not mend what it has"),
    NODES_FROZEN(CLUSTER, WRONG, "a node in doubt stops nothing, and takes nothing new"),
    RECORDS_UNREADABLE(CLUSTER, WRONG, "while something cannot be read, nothing of it is changed"),
    BRAKE_ON(CLUSTER, WRONG, "nothing is moved, lest a fault of the network moves everything"),
    HELD_LONG(CLUSTER, NOTE, "what waits so long waits for a person"),
    LEASES_NOT_HELD(CLUSTER, WRONG, "what is exclusive: lease runs only where its node holds one"),
    LEASES_UNSAFE(CLUSTER, NOTE,
            "when the ensemble changes its leader, such services may be stopped everywhere"),
    DRAINED_LONG(CLUSTER, NOTE, "a node that was forgotten is room that is missed"),
    NODES_CRAMPED(CLUSTER, NOTE, "when it is lost, something stays down until it is back"),
    ROOM_UNSEEN(CLUSTER, UNSEEN, "whether all fits without some node is not known"),
    VERSIONS_DIFFER(CLUSTER, NOTE, "old and new understand each other, but not for ever"),
    CLOCKS_APART(CLUSTER, NOTE,
            "nothing is decided by these clocks, but over 60s apart orch logs is refused"),
    CLOCKS_UNSEEN(CLUSTER, UNSEEN, "times in events and logs of nodes may not fit to each other"),
    KEY_WRONG(CLUSTER, WRONG,
            "who has the cluster key can read every secret, and who has none no log"),
    KEY_NOT_NAMED(CLUSTER, NOTE, "orch logs and orch secret set need the cluster key");

    private final Group group;
    private final Grade grade;
    private final String why;

    FindingCode(Group group, Grade grade, String why) {
        this.group = group;
        this.grade = grade;
        this.why = why;
    }

    public Group group() {
        return group;
    }

    /** How bad it is where it matters most. */
    public Grade grade() {
        return grade;
    }

    /** Why it matters, in one sentence. */
    public String why() {
        return why;
    }

    /** As in JSON and in the documents: {@code live-restore-off}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
