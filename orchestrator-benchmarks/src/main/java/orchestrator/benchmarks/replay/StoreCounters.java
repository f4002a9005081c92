package orchestrator.benchmarks.replay;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.zookeeper.client.FourLetterWordMain;
import org.apache.zookeeper.common.X509Exception.SSLContextException;

/**
 * What a ZooKeeper has counted since it started.
 *
 * @param received packets, the signs of life of its sessions among them
 * @param writes   transactions of any kind
 * @param asked    how much each session that is open has asked for, reads and writes: clients number
 *                 their requests from 1, and give their signs of life none of these numbers
 */
record StoreCounters(long received, long writes, Map<String, Long> asked) {
    /** Words that a ZooKeeper has to be allowed to say. */
    static final String WORDS = "srvr,cons";

    private static final Pattern RECEIVED = Pattern.compile("Received: (\\d+)");
    private static final Pattern WRITES = Pattern.compile("Zxid: 0x([0-9a-f]+)");
    private static final Pattern SESSION = Pattern.compile("sid=0x([0-9a-f]+)");
    private static final Pattern LAST_REQUEST = Pattern.compile("lcxid=0x([0-9a-f]+)");

    /** @param connect {@code host:port} */
    static StoreCounters of(String connect) {
        String server = say(connect, "srvr");
        Map<String, Long> asked = new TreeMap<>();
        say(connect, "cons").lines().filter(line -> LAST_REQUEST.matcher(line).find())
                .forEach(line -> asked.put(find(SESSION, line),
                        Long.parseLong(find(LAST_REQUEST, line), 16)));
        if (asked.isEmpty()) {
            throw new IllegalStateException("the store does not tell who asks it");
        }
        return new StoreCounters(Long.parseLong(find(RECEIVED, server)),
                Long.parseLong(find(WRITES, server), 16), asked);
    }

    private static String say(String connect, String word) {
        int colon = connect.indexOf(':');
        try {
            return FourLetterWordMain.send4LetterWord(connect.substring(0, colon),
                    Integer.parseInt(connect.substring(colon + 1)), word);
        } catch (IOException | SSLContextException e) {
            throw new IllegalStateException("the store does not tell what it counted", e);
        }
    }

    private static String find(Pattern pattern, String answer) {
        Matcher matcher = pattern.matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException("the store does not tell what it counted: " + answer);
        }
        return matcher.group(1);
    }

    /** What came since then; of sessions that were not open then, all they ever asked for. */
    StoreCounters minus(StoreCounters before) {
        Map<String, Long> since = new TreeMap<>();
        asked.forEach((session, count) -> since.put(session,
                count - before.asked.getOrDefault(session, 0L)));
        return new StoreCounters(received - before.received, writes - before.writes, since);
    }

    /** Of all sessions together. */
    long questions() {
        return asked.values().stream().mapToLong(Long::longValue).sum();
    }
}
