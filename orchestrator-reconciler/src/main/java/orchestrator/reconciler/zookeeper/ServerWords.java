package orchestrator.reconciler.zookeeper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.reconciler.doctor.EnsembleSurvey.Address;

/** Asks a server its four-letter words, and its admin server: each over a connection of its own. */
final class ServerWords {
    private static final int CONNECT_MILLIS = 3000;
    private static final int ANSWER_MILLIS = 5000;
    private static final int MOST = 64 * 1024;
    private static final int ADMIN_PORT = 8080;
    private static final Pattern NUMBER = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"?(-?\\d+)\"?");

    private ServerWords() {}

    /** The answer to a word; {@code is not executed because} when it is not allowed. */
    static String ask(Address address, String word) throws IOException {
        return exchange(address, word);
    }

    /** True when the server refuses that word. */
    static boolean isRefused(String answer) {
        return answer.contains("is not executed because it is not in the whitelist");
    }

    /** What the admin server says of the settings, by their names there; empty without one. */
    static Map<String, Long> admin(Address address) {
        try {
            String answer = exchange(new Address(address.host(), ADMIN_PORT),
                    "GET /commands/configuration HTTP/1.0\r\nHost: " + address.host()
                            + "\r\n\r\n");
            return answer.contains("configuration") ? numbers(answer) : Map.of();
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static Map<String, Long> numbers(String answer) {
        Map<String, Long> found = new LinkedHashMap<>();
        Matcher matcher = NUMBER.matcher(answer);
        while (matcher.find()) {
            found.put(matcher.group(1), Long.valueOf(matcher.group(2)));
        }
        return found;
    }

    private static String exchange(Address address, String text) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readNBytes(MOST),
                    StandardCharsets.ISO_8859_1);
        }
    }
}
