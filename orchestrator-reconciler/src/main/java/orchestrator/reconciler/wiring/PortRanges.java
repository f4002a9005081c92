package orchestrator.reconciler.wiring;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Disjoint ranges of host ports for nodes that share one engine. They lie below the ports that a
 * system gives to outgoing connections (32768 and up), and a range in which anything listens is
 * passed over.
 */
final class PortRanges {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int WIDTH = 500;

    private final IntPredicate free;

    PortRanges(IntPredicate free) {
        this.free = free;
    }

    /** Ranges of ports on which nothing of this machine listens now. */
    static PortRanges ofThisMachine() {
        return new PortRanges(PortRanges::canListen);
    }

    /**
     * So many more ranges, disjoint from {@code taken} and each other.
     *
     * @throws StartFailedException when the machine has not that many left
     */
    List<PortRange> choose(int count, List<PortRange> taken) {
        List<PortRange> chosen = new ArrayList<>();
        for (int first = FIRST; first < END && chosen.size() < count; first += WIDTH) {
            PortRange candidate = new PortRange(first, first + WIDTH - 1);
            if (taken.stream().noneMatch(candidate::overlaps) && isFree(candidate)) {
                chosen.add(candidate);
            }
        }
        if (chosen.size() < count) {
            throw new StartFailedException("no room for " + count + " more nodes: each needs "
                    + WIDTH + " free ports between " + FIRST + " and " + END + ", only "
                    + chosen.size() + " such ranges are left");
        }
        return chosen;
    }

    private boolean isFree(PortRange range) {
        for (int port = range.first(); port <= range.last(); port++) {
            if (!free.test(port)) {
                return false;
            }
        }
        return true;
    }

    /** Bound to every address, so that a listener on any single one is noticed. */
    static boolean canListen(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
