package orchestrator.reconciler.doctor;

import java.util.List;
import java.util.stream.Collectors;

import orchestrator.reconciler.doctor.MachineFacts.Listener;
import orchestrator.reconciler.doctor.MachineFacts.Ports;
import orchestrator.reconciler.doctor.MachineFacts.Range;

/** Whether the ports that nodes of this machine give out are free for them. */
final class PortChecks {
    private PortChecks() {}

    static void run(MachineFacts machine, Results results) {
        Ports ports = machine.ports();
        if (!machine.node() || ports.wanted().isEmpty()) {
            return;
        }
        String ranges = ports.wanted().stream().map(Range::toString)
                .collect(Collectors.joining(", "));
        if (ports.taken().known().isEmpty()) {
            results.find(FindingCode.PORTS_UNSEEN, "who listens on this machine cannot be seen: "
                    + ports.taken().why(), "ss -ltnp, as root");
        } else if (ports.taken().known().get().isEmpty()) {
            results.pass("the ports " + ranges + " are free or our own");
        } else {
            List<Listener> taken = ports.taken().known().get();
            results.find(FindingCode.PORTS_TAKEN, "of the ports " + ranges + " something else has "
                    + Amounts.some(taken.stream().map(PortChecks::text).toList()),
                    "end it, or give the node other ports: orch agent --ports A-B");
        }
        temporary(ports, ranges, results);
    }

    private static String text(Listener listener) {
        return listener.port() + (listener.owner().isEmpty() ? "" : " (" + listener.owner() + ")");
    }

    private static void temporary(Ports ports, String ranges, Results results) {
        if (ports.temporary().known().isEmpty()) {
            results.find(FindingCode.PORTS_UNSEEN, "the range of temporary ports cannot be seen: "
                    + ports.temporary().why(), "sysctl net.ipv4.ip_local_port_range");
            return;
        }
        Range temporary = ports.temporary().known().get();
        if (ports.wanted().stream().anyMatch(temporary::overlaps)) {
            results.find(FindingCode.PORTS_TEMPORARY, "the ports " + ranges + " are also given to"
                    + " outgoing connections (" + temporary + ")",
                    "sysctl -w net.ipv4.ip_local_port_range=\"32768 60999\", or other --ports");
        }
    }
}
