package orchestrator.reconciler.wiring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host a name or an address; one of IPv6 without brackets
 * @param port 1 to 65535
 */
public record ListenAddress(String host, int port) {
    private static final Pattern FORM = Pattern
            .compile(
                    "(?:(?<name>[A-Za-z0-9.-]*)|\\[(?<six>[0-9A-Fa-f:.]+)])(?::(?<port>\\d{1,5}))");
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LAST_PORT = 65_535;

    /**
     * Reads {@code HOST:PORT}; without a host only this machine itself is listened to.
     *
     * @param option whose value it is, for the message
     * @throws WrongOptionException when it is something else
     */
    static ListenAddress parse(String option, String text) {
        Matcher form = FORM.matcher(text.indexOf(':') < 0 ? ":" + text : text);
        if (form.matches()) {
            int port = Integer.parseInt(form.group("port"));
            String host = form.group("six") == null ? form.group("name") : form.group("six");
            if (port >= 1 && port <= LAST_PORT) {
                return new ListenAddress(host.isEmpty() ? LOOPBACK : host, port);
            }
        }
        throw new WrongOptionException(option + " " + text + " is no address to listen on: write"
                + " HOST:PORT with a port of 1 to " + LAST_PORT + ", such as 127.0.0.1:9400");
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
