package orchestrator.benchmarks.replay;

import static orchestrator.benchmarks.table.TextTable.short3;
import static orchestrator.benchmarks.table.TextTable.times;
import static orchestrator.benchmarks.table.TextTable.whole;

import orchestrator.benchmarks.table.Options;
import orchestrator.benchmarks.table.Peers;
import orchestrator.benchmarks.table.TextTable;

/**
 * One change after the other on a cluster that runs much: from the call of apply until the agent it
 * concerns has read it, and from when the change was written; while nothing else happens, and while
 * agents report all the time.
 */
public final class ChangeTable {
    private static final int CHANGES = 50;
    /** A new server compiles itself; how much of it also depends on how much it is asked. */
    private static final int WARM_UP = 300;
    private static final int RATE = 100;

    /** The table, and the others' figures. */
    public String run(Options options) {
        options.only(Size.OPTIONS);
        int changes = options.number("changes", CHANGES);
        int warmUp = options.number("warm-up", WARM_UP);
        int rate = options.number("rate", RATE);
        TextTable table = new TextTable("one change", "bare p50 ms", "bare p99 ms", "p50 ms",
                "p99 ms", "p50 quotient", "p99 quotient", "once written p50 ms",
                "server core ms each");
        try (Stage stage = new Stage(options); Settled cluster = new Settled(stage, options)) {
            Probe probe = new Probe(stage, cluster.ledger());
            warm(cluster, probe, warmUp);
            row("otherwise quiet", cluster, probe, changes, table);
            String noisy;
            try (Noise noise = new Noise(cluster.fleet(), rate)) {
                warm(cluster, probe, warmUp);
                row("beside %s reports/s".formatted(whole(rate)), cluster, probe, changes, table);
                noisy = whole(noise.achieved());
            }
            return whole(cluster.size().instances()) + " instances on "
                    + whole(cluster.size().nodes()) + " agents, " + changes
                    + " changes each, after " + warmUp
                    + " that do not count; " + noisy + " reports/s were taken\n\n" + table + "\n"
                    + Peers.CHANGE;
        }
    }

    private static void warm(Settled cluster, Probe probe, int changes) {
        for (int i = 0; i < changes; i++) {
            change(cluster, probe);
            Clock.pause(5);
        }
    }

    /** Returns when an agent had read what follows from it; by then all is calm again. */
    private static long change(Settled cluster, Probe probe) {
        long seen = probe.change(cluster.patience());
        cluster.await(cluster.size().instances() + probe.instances());
        return seen;
    }

    private static void row(String what, Settled cluster, Probe probe, int changes,
            TextTable table) {
        Latencies bare = new Latencies();
        Latencies latencies = new Latencies();
        Latencies sinceWritten = new Latencies();
        double core = cluster.server().cpuSeconds();
        try (WriteToWatch write = new WriteToWatch(cluster.stage().connect())) {
            for (int i = 0; i < changes; i++) {
                // At any phase of whatever beats in the server; both after as long a rest, since
                // whoever has rested is slower to begin.
                bare.add(write.once());
                Clock.pause(50 + i * 37L % 200);
                long begun = System.nanoTime();
                long seen = change(cluster, probe);
                latencies.add(seen - begun);
                sinceWritten.add(Math.max(0, seen - probe.writtenAt()));
                Clock.pause(50 + i * 37L % 200);
            }
        }
        double millis = (cluster.server().cpuSeconds() - core) * 1000 / changes;
        table.row(what, short3(bare.median()), short3(bare.worst()), short3(latencies.median()),
                short3(latencies.worst()), times(latencies.median() / bare.median()),
                times(latencies.worst() / bare.worst()), short3(sinceWritten.median()),
                short3(millis));
    }
}
