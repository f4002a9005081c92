package orchestrator.reconciler.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import orchestrator.reconciler.doctor.EnsembleFacts.Contact;
import orchestrator.reconciler.doctor.EnsembleFacts.Latency;
import orchestrator.reconciler.doctor.EnsembleFacts.Server;
import orchestrator.reconciler.doctor.EnsembleFacts.Visit;
import orchestrator.reconciler.doctor.MachineFacts.Disk;

/** What is wrong with an ensemble. */
final class EnsembleChecks {
    private static final Duration SLOW = Duration.ofMillis(50);
    private static final Duration VERY_SLOW = Duration.ofSeconds(1);
    private static final long MIB = 1L << 20;
    private static final long FULL = 512 * MIB;
    private static final long NEARLY_FULL = 4096 * MIB;

    private EnsembleChecks() {}

    static List<Result> of(EnsembleFacts ensemble) {
        Results results = new Results(Group.ENSEMBLE);
        ServerChecks.run(ensemble, results);
        boolean serves = ensemble.servers().stream()
                .anyMatch(each -> each.contact() == Contact.SERVING);
        if (serves) {
            TimingChecks.run(ensemble, results);
            session(ensemble, results);
            AccessChecks.run(ensemble, results);
        }
        ensemble.disks().forEach(disk -> disk(disk, results));
        return results.all();
    }

    private static void session(EnsembleFacts ensemble, Results results) {
        Optional<Visit> visit = ensemble.session().known();
        if (visit.isEmpty()) {
            results.find(FindingCode.ENSEMBLE_SILENT, "the servers answer, but give no session: "
                    + ensemble.session().why(),
                    ensemble.embedded()
                            ? "see ~/.orch/up/orch.log; orch doctor, again"
                            : "see the log of each server; orch doctor, again");
            return;
        }
        latency("reads", visit.get().reads(), results);
        latency("writes", visit.get().writes(), results);
    }

    private static void latency(String what, Seen<Latency> seen, Results results) {
        if (seen.known().isEmpty()) {
            results.find(FindingCode.LATENCY_UNSEEN, "how long " + what + " take cannot be seen: "
                    + seen.why(), "orch doctor, again in a moment");
            return;
        }
        Latency latency = seen.known().get();
        String text = what + " take " + Amounts.time(latency.median()) + ", at worst "
                + Amounts.time(latency.worst());
        if (latency.median().compareTo(SLOW) > 0 || latency.worst().compareTo(VERY_SLOW) > 0) {
            results.find(FindingCode.ENSEMBLE_SLOW, text, "give each server a disk of its own for"
                    + " its log (dataLogDir in zoo.cfg), and see what else its machine does");
        } else {
            results.pass(text);
        }
    }

    private static void disk(Seen<Disk> seen, Results results) {
        if (seen.known().isEmpty()) {
            results.find(FindingCode.STORE_DISK_UNSEEN, "the room for a server of the ensemble on"
                    + " this machine cannot be seen: " + seen.why(), "df -h, as a person who may");
            return;
        }
        Disk disk = seen.known().get();
        String room = Amounts.bytes(disk.free()) + " of " + Amounts.bytes(disk.total())
                + " are free for " + disk.uses() + " (" + disk.path() + ")";
        String[] fix = {"du -xh " + disk.path() + " | sort -h | tail, to see what is large",
                "in zoo.cfg: autopurge.purgeInterval=1, to drop old snapshots"};
        if (disk.free() < FULL) {
            results.find(FindingCode.STORE_DISK_FULL, "only " + room, fix);
        } else if (disk.free() < NEARLY_FULL) {
            results.find(FindingCode.STORE_DISK_NEARLY_FULL, room, fix);
        } else {
            results.pass(room);
        }
    }

    /** What somebody calls several servers. */
    static String names(List<Server> servers) {
        return Amounts.some(servers.stream().map(Server::address).toList());
    }
}
