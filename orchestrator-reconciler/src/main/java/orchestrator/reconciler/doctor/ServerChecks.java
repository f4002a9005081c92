package orchestrator.reconciler.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.reconciler.doctor.EnsembleFacts.Contact;
import orchestrator.reconciler.doctor.EnsembleFacts.Server;

/** Whether the servers of an ensemble are there, enough of them, and of a good version. */
final class ServerChecks {
    private static final int[] OLDEST = {3, 9, 5};

    private ServerChecks() {}

    static void run(EnsembleFacts ensemble, Results results) {
        List<Server> serving = with(ensemble, Contact.SERVING);
        if (serving.isEmpty()) {
            nobody(ensemble, results);
            return;
        }
        for (Contact contact : Contact.values()) {
            List<Server> down = with(ensemble, contact);
            if (contact != Contact.SERVING && !down.isEmpty()) {
                results.find(FindingCode.SERVER_DOWN, trouble(contact, down),
                        mend(contact, down));
            }
        }
        results.pass(serving.size() + " of " + Amounts.count(ensemble.servers().size(), "server")
                + (serving.size() == 1 ? " serves" : " serve"));
        size(ensemble, results);
        members(ensemble, results);
        versions(serving, results);
    }

    private static List<Server> with(EnsembleFacts ensemble, Contact contact) {
        return ensemble.servers().stream().filter(each -> each.contact() == contact).toList();
    }

    private static void nobody(EnsembleFacts ensemble, Results results) {
        List<Server> alone = with(ensemble, Contact.ALONE);
        if (!alone.isEmpty()) {
            results.find(FindingCode.NO_MAJORITY, "no majority: " + EnsembleChecks.names(alone)
                    + (alone.size() == 1 ? " runs" : " run") + ", but too few others do",
                    "start the servers that do not answer, then orch doctor again");
        }
        for (Contact contact : Contact.values()) {
            List<Server> servers = with(ensemble, contact);
            if (contact != Contact.ALONE && !servers.isEmpty()) {
                boolean wrongName = contact == Contact.UNRESOLVED || contact == Contact.FOREIGN;
                results.find(wrongName ? FindingCode.ADDRESS_WRONG : FindingCode.ENSEMBLE_SILENT,
                        trouble(contact, servers), mend(contact, servers));
            }
        }
    }

    private static String trouble(Contact contact, List<Server> servers) {
        String names = EnsembleChecks.names(servers);
        boolean one = servers.size() == 1;
        return switch (contact) {
            case UNRESOLVED -> "there is no machine of the name in " + names;
            case REFUSED -> "nobody listens at " + names;
            case SILENT -> names + (one ? " does not answer" : " do not answer");
            case FOREIGN -> "what answers at " + names + " is no ZooKeeper";
            case ALONE -> names + (one ? " runs, but is" : " run, but are")
                    + " not part of the majority";
            case SERVING -> names + (one ? " serves" : " serve");
        };
    }

    private static String[] mend(Contact contact, List<Server> servers) {
        String machine = servers.size() == 1 ? "on that machine: " : "on those machines: ";
        return switch (contact) {
            case UNRESOLVED, FOREIGN -> new String[]{
                    "--zookeeper HOST:PORT,HOST:PORT,HOST:PORT, with the right name and port"};
            case REFUSED -> new String[]{machine + "systemctl start zookeeper",
                    "or is the port another one? --zookeeper HOST:PORT,..."};
            case SILENT -> new String[]{machine + "systemctl restart zookeeper",
                    "or does a firewall drop it? nc -vz " + hostAndPort(servers.getFirst())};
            case ALONE, SERVING -> new String[]{"see its log; can it reach the quorum and election"
                    + " ports of the others?"};
        };
    }

    private static String hostAndPort(Server server) {
        int colon = server.address().lastIndexOf(':');
        return server.address().substring(0, colon) + " " + server.address().substring(colon + 1);
    }

    private static void size(EnsembleFacts ensemble, Results results) {
        int servers = ensemble.session().known().flatMap(visit -> visit.members().known())
                .filter(each -> !each.isEmpty()).map(List::size)
                .orElse(ensemble.servers().size());
        if (ensemble.embedded()) {
            return;
        }
        if (servers < 3) {
            results.find(FindingCode.ENSEMBLE_SMALL, servers == 1
                    ? "the ensemble is a single server"
                    : "the ensemble has two servers, and needs both",
                    "make it three: server.1=, server.2=, server.3= in zoo.cfg of each");
        } else if (servers % 2 == 0) {
            results.find(FindingCode.ENSEMBLE_EVEN, "the ensemble has " + servers + " servers",
                    "add one, or take one away");
        }
    }

    private static void members(EnsembleFacts ensemble, Results results) {
        Optional<Seen<List<String>>> seen = ensemble.session().known().map(
                EnsembleFacts.Visit::members);
        if (ensemble.embedded() || seen.isEmpty()) {
            return;
        }
        if (seen.get().known().isEmpty()) {
            results.find(FindingCode.MEMBERS_UNSEEN, "the members of the ensemble cannot be seen: "
                    + seen.get().why(), "compare server.N= in zoo.cfg with --zookeeper");
            return;
        }
        List<String> members = seen.get().known().get();
        int named = ensemble.servers().size();
        if (members.size() > 1 && members.size() != named) {
            results.find(FindingCode.MEMBERS_DIFFER, "you name " + Amounts.count(named, "server")
                    + ", the ensemble has " + members.size() + ": " + Amounts.some(members),
                    "--zookeeper, or ORCH_ZOOKEEPER, with all of them");
        }
    }

    private static void versions(List<Server> serving, Results results) {
        List<String> old = new ArrayList<>();
        for (Server server : serving) {
            server.version().known().filter(version -> isOlder(version))
                    .ifPresent(version -> old.add(server.address() + " (" + version + ")"));
        }
        List<Server> unseen = serving.stream()
                .filter(each -> each.version().known().isEmpty()).toList();
        if (!old.isEmpty()) {
            results.find(FindingCode.VERSION_OLD, "ZooKeeper older than 3.9.5: "
                    + Amounts.some(old),
                    "install ZooKeeper 3.9.5 or newer, one server after"
                            + " another");
        }
        if (!unseen.isEmpty()) {
            results.find(FindingCode.VERSION_UNSEEN, "the version of "
                    + EnsembleChecks.names(unseen) + " cannot be seen: it does not answer srvr",
                    "in zoo.cfg: 4lw.commands.whitelist=srvr,conf, then restart it");
        }
        if (old.isEmpty() && unseen.isEmpty()) {
            results.pass("ZooKeeper " + String.join(", ", serving.stream()
                    .flatMap(each -> each.version().known().stream()).distinct().sorted()
                    .toList()));
        }
    }

    /** True before 3.9.5. */
    static boolean isOlder(String version) {
        String[] numbers = version.split("\\.");
        for (int i = 0; i < OLDEST.length; i++) {
            int number = i < numbers.length ? Integer.parseInt(numbers[i]) : 0;
            if (number != OLDEST[i]) {
                return number < OLDEST[i];
            }
        }
        return false;
    }
}
