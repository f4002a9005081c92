package orchestrator.benchmarks.replay;

import static orchestrator.benchmarks.table.TextTable.short3;
import static orchestrator.benchmarks.table.TextTable.times;
import static orchestrator.benchmarks.table.TextTable.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orchestrator.benchmarks.table.Options;
import orchestrator.benchmarks.table.TextTable;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.zookeeper.ZooKeeperClusterStore;
import orchestrator.reconciler.zookeeper.ZooKeeperSettings;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooKeeper;

/**
 * Many records written anew: by a bare client in multis, one after the other and many on their way,
 * and by the store of the product in commits of the same size, as a leader sends them: each with a
 * check of its term and one of the commit before it.
 */
public final class StoreTable {
    private static final String ROOT = "/raw-store";
    private static final int ROUNDS = 5;
    private static final int RECORDS = 6000;
    private static final int MOST_WRITES = 498;
    private static final int MOST_BYTES = 250 * 1024;
    private static final List<Integer> SIZES = List.of(100, 1024, 13 * 1024);

    /** The table: the best of several rounds of each. */
    public String run(Options options) {
        options.only(Set.of("records", "directory", "zookeeper-heap"));
        int records = options.number("records", RECORDS);
        TextTable table = new TextTable(whole(records) + " records of", "bare multi/s",
                "bare, pipelined/s", "commit/s", "to bare", "to pipelined", "commit MB/s");
        try (Stage stage = new Stage(options);
                Sessions sessions = new Sessions(stage.connect(), 1);
                ZooKeeperClusterStore store = ZooKeeperClusterStore.open(
                        ZooKeeperSettings.of(stage.connect()), System::nanoTime)) {
            store.awaitConnection(ZooKeeperSettings.DEFAULT_CALL_TIMEOUT);
            create(sessions.of(0), records);
            SIZES.forEach(bytes -> row(bytes, sessions.of(0), store, records, table));
        }
        return table.toString();
    }

    private static void create(ZooKeeper session, int records) {
        Pipeline pipeline = Pipeline.deep(session);
        pipeline.add(0, Pipeline.create(ROOT, new byte[0], false));
        for (int i = 0; i < records; i++) {
            pipeline.add(0, Pipeline.create(path(i), new byte[0], false));
        }
        pipeline.finish();
    }

    private static String path(int number) {
        return ROOT + "/" + number;
    }

    private static void row(int bytes, ZooKeeper session, ClusterStore store, int records,
            TextTable table) {
        byte[] data = new byte[bytes];
        double single = 0;
        double pipelined = 0;
        double commits = 0;
        for (int round = 0; round < ROUNDS; round++) {
            single = Math.max(single, bare(new Pipeline(session, 1), data, records));
            pipelined = Math.max(pipelined, bare(Pipeline.deep(session), data, records));
            commits = Math.max(commits, committed(store, data, records));
        }
        table.row(whole(bytes) + " B", whole(single), whole(pipelined), whole(commits),
                times(commits / single), times(commits / pipelined),
                short3(commits * bytes / (1 << 20)));
    }

    private static double bare(Pipeline pipeline, byte[] data, int records) {
        long begun = System.nanoTime();
        for (int i = 0; i < records; i++) {
            pipeline.add(data.length, Op.setData(path(i), data, -1));
        }
        pipeline.finish();
        return records / Clock.secondsSince(begun);
    }

    private static double committed(ClusterStore store, byte[] data, int records) {
        int version = store.read(path(0)).orElseThrow().version();
        int most = Math.clamp(MOST_BYTES / data.length, 1, MOST_WRITES);
        long begun = System.nanoTime();
        List<List<StoreWrite>> commits = new ArrayList<>();
        List<StoreWrite> batch = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            batch.add(new StoreWrite.Update(path(i), data, version));
            if (batch.size() == most || i == records - 1) {
                batch.addFirst(new StoreWrite.Check(ROOT, 0));
                if (!commits.isEmpty()) {
                    batch.add(1, new StoreWrite.Check(
                            commits.getLast().getLast().path(), version + 1));
                }
                commits.add(batch);
                batch = new ArrayList<>();
            }
        }
        store.commitAll(commits);
        return records / Clock.secondsSince(begun);
    }
}
