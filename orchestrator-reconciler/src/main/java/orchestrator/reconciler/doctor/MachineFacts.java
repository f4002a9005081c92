package orchestrator.reconciler.doctor;

import java.time.Duration;
import java.util.List;

/**
 * What is seen of the machine that the doctor runs on.
 *
 * @param node      true when containers run here or are to; false where a person only looks at a
 *                  cluster elsewhere, or containers are only pretended
 * @param fileLimit open files that one process may have
 * @param java      the version it runs on
 */
public record MachineFacts(boolean node, EngineState engine, List<Seen<Disk>> disks,
        Seen<Memory> memory, Seen<Long> fileLimit, Seen<Rights> rights,
        Seen<ControlGroups> groups, Clock clock, Ports ports, String java) {
    public MachineFacts {
        disks = List.copyOf(disks);
    }

    /** Room on a disk, in bytes; {@code uses} says what lies on it. */
    public record Disk(String uses, String path, long free, long total, boolean writable) {}

    /** Memory of the machine, in bytes. */
    public record Memory(long available, long total) {}

    /** What this person may do; {@code mayKill}: end processes of others. */
    public record Rights(boolean root, boolean mayKill) {}

    /**
     * The control groups, in which the fencer finds what it must end.
     *
     * @param version  1, or 2 for the one tree
     * @param limits   true when the number of processes of a group can be limited
     * @param writable true when this process may change them
     */
    public record ControlGroups(int version, boolean limits, boolean writable) {}

    /**
     * The clock on the wall.
     *
     * @param synchronised true while something keeps it right
     * @param jumped       by how much it was moved while the doctor looked on; 0 for not at all
     */
    public record Clock(Seen<Boolean> synchronised, Duration jumped) {}

    /**
     * The ports that a node of this machine gives out, and who has some of them.
     *
     * @param wanted    the ranges of the nodes of this machine
     * @param taken     by others than the cluster
     * @param temporary the range from which the machine takes ports for outgoing connections
     */
    public record Ports(List<Range> wanted, Seen<List<Listener>> taken, Seen<Range> temporary) {
        public Ports {
            wanted = List.copyOf(wanted);
        }
    }

    /** Ports, both ends included. */
    public record Range(int first, int last) {
        public boolean contains(int port) {
            return first <= port && port <= last;
        }

        boolean overlaps(Range other) {
            return first <= other.last && other.first <= last;
        }

        @Override
        public String toString() {
            return first + "-" + last;
        }
    }

    /** Somebody who listens; {@code owner} is a program and its number, empty when not seen. */
    public record Listener(int port, String owner) {}
}
