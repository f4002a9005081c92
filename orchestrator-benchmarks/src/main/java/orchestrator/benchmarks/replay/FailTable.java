package orchestrator.benchmarks.replay;

import static orchestrator.benchmarks.table.TextTable.short3;
import static orchestrator.benchmarks.table.TextTable.whole;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import orchestrator.benchmarks.table.Options;
import orchestrator.benchmarks.table.Peers;
import orchestrator.benchmarks.table.TextTable;
import orchestrator.core.model.ServiceSpec;
import orchestrator.reconciler.store.Paths;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException;

/** A tenth of all agents lost at once, and a leader killed while another server stands by. */
public final class FailTable {
    /** After which a silent node counts as lost: that long nobody may do anything. */
    private static final double DETECTION = ServiceSpec.DEFAULT_LOST_AFTER.toMillis() / 1000.0;
    private static final int REST_MILLIS = 3000;

    /** The table, and the others' figures. */
    public String run(Options options) {
        options.only(Size.OPTIONS);
        TextTable table = new TextTable("what happens", "after, s", "of which allowed for it, s",
                "server core s");
        try (Stage stage = new Stage(options); Settled cluster = new Settled(stage, options)) {
            Child standby = stage.startServer();
            Clock.pause(REST_MILLIS);
            int lost = agents(cluster, table);
            Clock.pause(REST_MILLIS);
            leader(cluster, standby, table);
            return whole(cluster.size().instances()) + " instances on "
                    + whole(cluster.size().nodes()) + " agents, of which " + whole(lost)
                    + " are lost\n\n" + table + "\n" + Peers.FAILURE;
        }
    }

    private static int agents(Settled cluster, TextTable table) {
        Ledger ledger = cluster.ledger();
        ledger.mark();
        double core = cluster.server().cpuSeconds();
        long begun = System.nanoTime();
        int lost = cluster.fleet().cut();
        cluster.await(cluster.size().instances());
        Ledger.Count count = ledger.count();
        String allowed = short3(DETECTION);
        table.row("agents lost, first assignment read", short3(Clock.seconds(begun,
                count.firstSeen())), allowed, "-");
        table.row("agents lost, last assignment read by others", short3(Clock.seconds(begun,
                count.lastSeen())), allowed, "-");
        table.row("agents lost, all acknowledged by others", short3(Clock.seconds(begun,
                count.lastAcknowledged())), allowed, short3(cluster.server().cpuSeconds() - core));
        return lost;
    }

    /** Nobody leads while a change is applied: what follows is the work of the next leader. */
    private static void leader(Settled cluster, Child standby, TextTable table) {
        Probe probe = new Probe(cluster.stage(), cluster.ledger());
        try (Sessions sessions = new Sessions(cluster.stage().connect(), 1)) {
            CompletableFuture<Long> elected = new CompletableFuture<>();
            sessions.of(0).addWatch(Paths.EPOCH, _ -> elected.complete(System.nanoTime()),
                    AddWatchMode.PERSISTENT);
            double core = standby.cpuSeconds();
            long begun = System.nanoTime();
            cluster.server().kill();
            long seen = probe.change(cluster.patience());
            long electedAt = elected.orTimeout(1, TimeUnit.SECONDS).join();
            table.row("leader killed, another elected", short3(Clock.seconds(begun, electedAt)),
                    "its session", "-");
            table.row("since then, first assignment read", short3(Clock.seconds(electedAt, seen)),
                    "0", short3(standby.cpuSeconds() - core));
        } catch (KeeperException e) {
            throw new IllegalStateException("the epoch could not be watched", e);
        } catch (InterruptedException e) {
            throw Sessions.interrupted(e);
        }
    }
}
