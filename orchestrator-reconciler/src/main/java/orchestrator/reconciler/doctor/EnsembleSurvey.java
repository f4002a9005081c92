package orchestrator.reconciler.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at an ensemble, from outside and with a session. All calls block for a bounded time. */
public interface EnsembleSurvey {
    /** One server of the connect string, by its own word. */
    EnsembleFacts.Server server(Address address);

    /** What a session sees; harmless: it writes one ephemeral record of its own. */
    Seen<EnsembleFacts.Visit> visit(String connectString);

    /** Where a server on this machine keeps its records and its log of changes. */
    List<Path> directories(Address address);

    /** Where a server is. */
    record Address(String host, int port) {
        private static final int DEFAULT_PORT = 2181;

        /** The servers that a connect string names; empty when it is none. */
        public static Optional<List<Address>> parse(String connectString) {
            String servers = connectString.replaceFirst("/.*", "");
            List<Optional<Address>> all = List.of(servers.split(",", -1)).stream()
                    .map(each -> one(each.strip())).toList();
            return all.stream().allMatch(Optional::isPresent)
                    ? Optional.of(all.stream().flatMap(Optional::stream).toList())
                    : Optional.empty();
        }

        private static Optional<Address> one(String text) {
            if (text.matches("[^\\s:\\[\\]]+")) {
                return Optional.of(new Address(text, DEFAULT_PORT));
            }
            if (!text.matches("([^\\s:\\[\\]]+|\\[[0-9a-fA-F:.]+\\]):\\d{1,5}")) {
                return Optional.empty();
            }
            int colon = text.lastIndexOf(':');
            int port = Integer.parseInt(text.substring(colon + 1));
            String host = text.substring(0, colon).replaceAll("[\\[\\]]", "");
            return port > 0 && port < 65_536
                    ? Optional.of(new Address(host, port))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }
}
