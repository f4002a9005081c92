package orchestrator.benchmarks.replay;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.zookeeper.client.FourLetterWordMain;
import org.apache.zookeeper.common.X509Exception.SSLContextException;

/**
 * What a ZooKeeper has counted since it started.
 *
 * @param received packets, the signs of life of its sessions among them
 * @param writes   transactions of any kind
 */
record StoreCounters(long received, long writes) {
    private static final Pattern RECEIVED = Pattern.compile("Received: (\\d+)");
    private static final Pattern WRITES = Pattern.compile("Zxid: 0x([0-9a-f]+)");

    /** @param connect {@code host:port} */
    static StoreCounters of(String connect) {
        int colon = connect.indexOf(':');
        try {
            String answer = FourLetterWordMain.send4LetterWord(connect.substring(0, colon),
                    Integer.parseInt(connect.substring(colon + 1)), "srvr");
            return new StoreCounters(Long.parseLong(find(RECEIVED, answer)),
                    Long.parseLong(find(WRITES, answer), 16));
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

    StoreCounters minus(StoreCounters before) {
        return new StoreCounters(received - before.received, writes - before.writes);
    }
}
