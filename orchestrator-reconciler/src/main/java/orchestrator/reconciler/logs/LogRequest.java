package orchestrator.reconciler.logs;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ProjectName;

/**
 * What of an instance's output is wanted.
 *
 * @param tail   how many of the last lines first, 0 to {@link #MOST_LINES}
 * @param follow whether to wait for more
 */
public record LogRequest(InstanceId instance, int tail, boolean follow) {
    public static final int MOST_LINES = 100_000;
    static final String PATH = "/v1/logs";

    public LogRequest {
        if (tail < 0 || tail > MOST_LINES) {
            throw new IllegalArgumentException(
                    "the last 0 to " + MOST_LINES + " lines can be read, not " + tail);
        }
    }

    String target() {
        return PATH + "?project=" + instance.project() + "&instance="
                + URLEncoder.encode(instance.address(), StandardCharsets.UTF_8) + "&tail=" + tail
                + "&follow=" + follow;
    }

    /**
     * Reads what {@link #target} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static LogRequest parse(URI target) {
        Map<String, String> query = new TreeMap<>();
        String raw = target.getRawQuery() == null ? "" : target.getRawQuery();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), URLDecoder
                        .decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        InstanceId instance = InstanceId.parse(
                new ProjectName(query.getOrDefault("project", "")),
                query.getOrDefault("instance", ""));
        return new LogRequest(instance, Integer.parseInt(query.getOrDefault("tail", "0")),
                Boolean.parseBoolean(query.get("follow")));
    }
}
