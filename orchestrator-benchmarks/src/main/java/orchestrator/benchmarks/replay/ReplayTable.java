package orchestrator.benchmarks.replay;

import static orchestrator.benchmarks.table.TextTable.short3;
import static orchestrator.benchmarks.table.TextTable.times;
import static orchestrator.benchmarks.table.TextTable.whole;

import orchestrator.benchmarks.table.Options;
import orchestrator.benchmarks.table.Peers;
import orchestrator.benchmarks.table.TextTable;

/**
 * The whole way: files are applied, and the clock runs until the last agent has acknowledged its
 * share. The bare way is measured first, in the same run, on the same store.
 */
public final class ReplayTable {
    private static final int LATENCY_WRITES = 300;
    private static final int PATIENCE_SECONDS = 600;
    private static final double MEGABYTE = 1 << 20;

    /** Both tables, and the others' figures. */
    public String run(Options options) {
        options.only(Size.OPTIONS);
        Size size = Size.of(options);
        try (Stage stage = new Stage(options)) {
            Latencies bare = WriteToWatch.measure(stage.connect(), LATENCY_WRITES);
            BareWay way = new BareWay(stage, size);
            way.run();
            BareWay.Result raw = way.run();
            return heading(size, raw, bare) + "\n" + product(stage, size, options, raw) + "\n"
                    + Peers.WHOLE_WAY;
        }
    }

    private static String heading(Size size, BareWay.Result raw, Latencies bare) {
        return """
                %s instances of %s services on %s agents, which share %d sessions; ZooKeeper is a
                process of its own and waits for its disk. An assignment is %s bytes, a report %s:
                together %s bytes in the store for each instance.
                Bare write to another session's watch: p50 %s ms, p99 %s ms.
                """.formatted(whole(size.instances()), whole(size.services()), whole(size.nodes()),
                size.sessions(), whole(raw.assignmentBytes()), whole(raw.statusBytes()),
                short3((double) (raw.assignmentBytes() + raw.statusBytes()) / size.perNode()),
                short3(bare.median()), short3(bare.worst()));
    }

    private static TextTable product(Stage stage, Size size, Options options, BareWay.Result raw) {
        Ledger ledger = new Ledger(false);
        Child server = stage.startServer();
        try (Fleet fleet = new Fleet(stage.connect(), size, ledger)) {
            fleet.join();
            stage.client();
            Spent before = Spent.now(stage, server);
            long begun = System.nanoTime();
            stage.applyAll(size);
            double applied = Clock.secondsSince(begun);
            boolean done = ledger.await(size.instances(),
                    options.number("patience", PATIENCE_SECONDS));
            Spent spent = Spent.now(stage, server).minus(before);
            return table(raw, new Product(applied, begun, ledger.count(), done, spent), size)
                    .row("memory resident, MB", "-",
                            "server " + whole(server.residentBytes() / MEGABYTE) + ", store "
                                    + whole(stage.zookeeper().residentBytes() / MEGABYTE),
                            "-");
        }
    }

    /** What came of it. */
    private record Product(double applied, long begun, Ledger.Count count, boolean done,
            Spent spent) {
        double at(long nanos) {
            return Clock.seconds(begun, nanos);
        }
    }

    private static TextTable table(BareWay.Result raw, Product product, Size size) {
        Ledger.Count count = product.count();
        double total = product.at(count.lastAcknowledged());
        TextTable table = new TextTable("from the first apply, s", "bare", "product", "quotient");
        table.row("files applied", "-", short3(product.applied()), "-");
        table.row("placed (bare kernel)", short3(raw.placed()), "-", "-");
        table.row("first assignment read", "-", short3(product.at(count.firstSeen())), "-");
        table.row("last assignment read", short3(raw.written()),
                short3(product.at(count.lastSeen())),
                times(product.at(count.lastSeen()) / raw.written()));
        table.row(product.done()
                ? "last agent has acknowledged"
                : "NOT FINISHED, at the end of patience", short3(raw.acknowledged()), short3(total),
                times(total / raw.acknowledged()));
        table.row("instances acknowledged", whole(size.instances()), whole(count.instances()), "-");
        table.row("instances/s", whole(size.instances() / raw.acknowledged()),
                whole(count.instances() / total), "-");
        table.row("assignments written", whole(size.nodes()), whole(count.assignments()),
                times((double) count.assignments() / size.nodes()));
        table.row("core s: store", short3(raw.zookeeperSeconds()),
                short3(product.spent().zookeeper()),
                times(product.spent().zookeeper() / raw.zookeeperSeconds()));
        table.row("core s: server", "-", short3(product.spent().server()), "-");
        table.row("core s: agents and person", short3(raw.clientSeconds()),
                short3(product.spent().here()),
                "-");
        return table;
    }
}
