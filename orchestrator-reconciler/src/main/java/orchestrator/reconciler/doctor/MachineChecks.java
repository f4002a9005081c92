package orchestrator.reconciler.doctor;

import java.time.Duration;
import java.util.List;

import orchestrator.reconciler.doctor.MachineFacts.Clock;
import orchestrator.reconciler.doctor.MachineFacts.ControlGroups;
import orchestrator.reconciler.doctor.MachineFacts.Disk;
import orchestrator.reconciler.doctor.MachineFacts.Memory;
import orchestrator.reconciler.doctor.MachineFacts.Rights;

/** What is wrong with the machine itself. */
final class MachineChecks {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final long FULL = 512 * MIB;
    private static final long PLENTY = 20 * GIB;
    private static final double NEARLY_FULL = 0.1;
    private static final long LITTLE_MEMORY = 512 * MIB;
    private static final long FEW_FILES = 4096;
    private static final Duration JUMP = Duration.ofMillis(500);
    private static final int JAVA = 25;

    private MachineChecks() {}

    static List<Result> of(MachineFacts machine) {
        Results results = new Results(Group.MACHINE);
        EngineChecks.run(machine, results);
        machine.disks().forEach(disk -> disk(disk, results));
        memory(machine.memory(), results);
        fileLimit(machine.fileLimit(), results);
        java(machine.java(), results);
        clock(machine.clock(), results);
        PortChecks.run(machine, results);
        leases(machine, results);
        return results.all();
    }

    private static void disk(Seen<Disk> seen, Results results) {
        if (seen.known().isEmpty()) {
            results.find(FindingCode.DISK_UNSEEN, "the room on a disk cannot be seen: "
                    + seen.why(), "df -h, as a person who may");
            return;
        }
        Disk disk = seen.known().get();
        String room = Amounts.bytes(disk.free()) + " of " + Amounts.bytes(disk.total())
                + " are free for " + disk.uses() + " (" + disk.path() + ")";
        boolean scarce = disk.free() < PLENTY && disk.free() < disk.total() * NEARLY_FULL;
        if (!disk.writable()) {
            results.find(FindingCode.DISK_NOT_WRITABLE, disk.path() + " cannot be written, and is"
                    + " for " + disk.uses(), "chown or remount it, or set ORCH_HOME to another");
        } else if (disk.free() < FULL) {
            results.find(FindingCode.DISK_FULL, "only " + room, tidy(disk));
        } else if (scarce) {
            results.find(FindingCode.DISK_NEARLY_FULL, room, tidy(disk));
        } else {
            results.pass(room);
        }
    }

    private static String[] tidy(Disk disk) {
        return disk.uses().contains("image")
                ? new String[]{"docker image prune (images that no container uses)",
                        "du -xh " + disk.path() + " | sort -h | tail, to see what is large"}
                : new String[]{"du -xh " + disk.path() + " | sort -h | tail, to see what is large"};
    }

    private static void memory(Seen<Memory> seen, Results results) {
        if (seen.known().isEmpty()) {
            results.find(FindingCode.MEMORY_UNSEEN, "the memory cannot be seen: " + seen.why(),
                    "free -m");
            return;
        }
        Memory memory = seen.known().get();
        String text = Amounts.bytes(memory.available()) + " of "
                + Amounts.bytes(memory.total()) + " of memory are available";
        if (memory.available() < LITTLE_MEMORY) {
            results.find(FindingCode.MEMORY_LOW, "only " + text,
                    "ps aux --sort -rss | head, to see who has it");
        } else {
            results.pass(text);
        }
    }

    private static void fileLimit(Seen<Long> seen, Results results) {
        if (seen.known().isEmpty()) {
            results.find(FindingCode.FILE_LIMIT_UNSEEN, "the limit of open files cannot be seen: "
                    + seen.why(), "ulimit -n");
        } else if (seen.known().get() < FEW_FILES) {
            results.find(FindingCode.FILE_LIMIT_LOW, "a process may open " + seen.known().get()
                    + " files here, fewer than " + FEW_FILES,
                    "ulimit -n 65536, or LimitNOFILE=65536 in its unit file");
        } else {
            results.pass("a process may open " + seen.known().get() + " files");
        }
    }

    private static void java(String version, Results results) {
        if (Runtime.Version.parse(version).feature() >= JAVA) {
            results.pass("Java " + version);
        } else {
            results.find(FindingCode.JAVA_OLD, "this is Java " + version + ", not " + JAVA,
                    "set JAVA_HOME to a JDK " + JAVA + " or newer");
        }
    }

    private static void clock(Clock clock, Results results) {
        if (clock.jumped().abs().compareTo(JUMP) > 0) {
            results.find(FindingCode.CLOCK_JUMPED, "the clock was moved by "
                    + Amounts.time(clock.jumped()) + " while the doctor looked on",
                    "chronyc tracking (or: timedatectl timesync-status), to see who moves it");
        }
        if (clock.synchronised().known().isEmpty()) {
            results.find(FindingCode.CLOCK_UNSEEN, "whether the clock is kept right cannot be"
                    + " seen: " + clock.synchronised().why(), "timedatectl");
        } else if (clock.synchronised().known().get()) {
            results.pass("the clock is synchronised");
        } else {
            results.find(FindingCode.CLOCK_NOT_SYNCHRONISED,
                    "nothing keeps the clock of this machine right",
                    "apt install chrony (or: timedatectl set-ntp true)");
        }
    }

    private static void leases(MachineFacts machine, Results results) {
        if (!machine.node()) {
            return;
        }
        if (machine.groups().known().isEmpty() || machine.rights().known().isEmpty()) {
            results.find(FindingCode.LEASES_UNSEEN, "what exclusive: lease needs cannot be seen: "
                    + machine.groups().why() + machine.rights().why(), "mount | grep cgroup");
            return;
        }
        ControlGroups groups = machine.groups().known().get();
        Rights rights = machine.rights().known().get();
        String kind = "control groups of version " + groups.version();
        if (!rights.mayKill()) {
            results.find(FindingCode.LEASES_NOT_HERE, "you are not root, and may not end the"
                    + " processes of containers", "run the agent (or orch up) as root");
        } else if (!groups.limits() || !groups.writable()) {
            results.find(FindingCode.LEASES_NOT_HERE, "the " + kind + (groups.limits()
                    ? " cannot be written"
                    : " do not limit the number of processes"),
                    "mount -o remount,rw /sys/fs/cgroup; in a container: --cgroupns host"
                            + " --privileged");
        } else {
            results.pass("exclusive: lease can run here (" + kind + ")");
        }
    }
}
