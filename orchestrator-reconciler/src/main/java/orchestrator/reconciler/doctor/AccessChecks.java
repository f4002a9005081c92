package orchestrator.reconciler.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import orchestrator.reconciler.doctor.EnsembleFacts.Server;
import orchestrator.reconciler.doctor.EnsembleFacts.Visit;

/** Who else may do what to an ensemble. */
final class AccessChecks {
    private AccessChecks() {}

    static void run(EnsembleFacts ensemble, Results results) {
        boolean loopback = ensemble.servers().stream().allMatch(Server::loopback);
        Optional<Visit> visit = ensemble.session().known();
        visit.ifPresent(each -> open(each.open(), loopback, ports(ensemble), results));
        List<Server> admin = ensemble.servers().stream().filter(Server::admin)
                .filter(each -> !each.loopback()).toList();
        if (!admin.isEmpty()) {
            results.find(FindingCode.ADMIN_OPEN, "the admin server answers at port 8080 of "
                    + EnsembleChecks.names(admin),
                    "in zoo.cfg: admin.enableServer=false, then restart it");
        }
        List<Server> words = ensemble.servers().stream().filter(each -> !each.words().isEmpty())
                .filter(each -> !each.loopback()).toList();
        if (!words.isEmpty()) {
            results.find(FindingCode.WORDS_OPEN, EnsembleChecks.names(words)
                    + (words.size() == 1 ? " answers " : " answer ")
                    + words.stream().flatMap(each -> each.words().stream()).distinct().sorted()
                            .collect(Collectors.joining(", ")),
                    "in zoo.cfg: 4lw.commands.whitelist=srvr,conf, then restart it");
        }
    }

    private static void open(Seen<Boolean> open, boolean loopback, String ports,
            Results results) {
        if (loopback) {
            results.pass("only this machine reaches it");
        } else if (open.known().isEmpty()) {
            results.find(FindingCode.ACCESS_UNSEEN, "who may write cannot be seen: " + open.why(),
                    "zkCli.sh getAcl /cluster");
        } else if (open.known().get()) {
            results.find(FindingCode.ENSEMBLE_OPEN, "anybody who reaches the ensemble may write to"
                    + " it",
                    "let only your nodes in, on each server: nft add rule inet filter input"
                            + " tcp dport " + ports + " ip saddr != { NODE, NODE } drop");
        } else {
            results.pass("not everybody may write to it");
        }
    }

    /** {@code 2181}, {@code { 2181, 2182 }}. */
    private static String ports(EnsembleFacts ensemble) {
        List<String> ports = ensemble.servers().stream().map(Server::address)
                .map(address -> address.substring(address.lastIndexOf(':') + 1)).distinct()
                .sorted().toList();
        return ports.size() == 1 ? ports.getFirst() : "{ " + String.join(", ", ports) + " }";
    }
}
