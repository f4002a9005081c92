package orchestrator.benchmarks.replay;

import static orchestrator.benchmarks.table.TextTable.short3;
import static orchestrator.benchmarks.table.TextTable.whole;

import orchestrator.benchmarks.table.Options;
import orchestrator.benchmarks.table.Peers;
import orchestrator.benchmarks.table.TextTable;

/**
 * What a cluster costs in which nothing happens, with a server and once more without one: the
 * difference is the server's. Simulated agents do nothing by themselves. A server that was told of
 * writes compares all it knows with the store once more, part by part: that is a row of its own, and
 * the others begin once nobody asks anything.
 */
public final class IdleTable {
    private static final int SECONDS = 30;
    private static final int REST_MILLIS = 15_000;
    /** Longer than the pause between two parts of what is compared. */
    private static final int QUIET_MILLIS = 12_000;
    private static final double MEGABYTE = 1 << 20;

    /** The table, and the others' figures. */
    public String run(Options options) {
        options.only(Size.OPTIONS);
        int seconds = options.number("seconds", SECONDS);
        TextTable table = new TextTable("in each of " + seconds + " s", "server, % of a core",
                "store, % of a core", "questions/s", "writes/s", "packets with signs of life/s");
        try (Stage stage = new Stage(options); Settled cluster = new Settled(stage, options)) {
            Clock.pause(REST_MILLIS);
            row("while all is compared once more", cluster, seconds, table);
            awaitQuiet(cluster);
            row("with a server", cluster, seconds, table);
            double server = cluster.server().residentBytes() / MEGABYTE;
            double store = stage.zookeeper().residentBytes() / MEGABYTE;
            cluster.server().close();
            row("without", cluster, seconds, table);
            return whole(cluster.size().instances()) + " instances on "
                    + whole(cluster.size().nodes()) + " agents; resident: server " + whole(server)
                    + " MB, store " + whole(store) + " MB\n\n" + table + "\n" + Peers.IDLE;
        }
    }

    private static void row(String what, Settled cluster, int seconds, TextTable table) {
        String connect = cluster.stage().connect();
        StoreCounters before = StoreCounters.of(connect);
        Spent spentBefore = Spent.now(cluster.stage(), cluster.server());
        long begun = System.nanoTime();
        Clock.pause(seconds * 1000L);
        double passed = Clock.secondsSince(begun);
        Spent spent = Spent.now(cluster.stage(), cluster.server()).minus(spentBefore);
        StoreCounters counted = StoreCounters.of(connect).minus(before);
        table.row(what, short3(Math.max(0, 100 * spent.server() / passed)),
                short3(100 * spent.zookeeper() / passed), short3(counted.questions() / passed),
                short3(counted.writes() / passed), short3(counted.received() / passed));
    }

    private static void awaitQuiet(Settled cluster) {
        String connect = cluster.stage().connect();
        long until = System.nanoTime() + cluster.patience() * 1_000_000_000L;
        StoreCounters now = StoreCounters.of(connect);
        long asked;
        do {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the store is still asked for something after "
                        + cluster.patience() + " s");
            }
            StoreCounters before = now;
            Clock.pause(QUIET_MILLIS);
            now = StoreCounters.of(connect);
            asked = now.minus(before).questions();
        } while (asked > 0);
    }
}
