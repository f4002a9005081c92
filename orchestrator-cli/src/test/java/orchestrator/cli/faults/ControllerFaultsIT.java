package orchestrator.cli.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import orchestrator.cli.faults.Terms.Term;
import orchestrator.reconciler.testhosts.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may happen to the server that leads: F1 to F3 of the catalogue in docs/testing.md. */
@RequiresDocker(andRoot = true)
@Timeout(1800)
@Tag("faults")
class ControllerFaultsIT {
    private static final Duration FAILOVER = Duration.ofSeconds(9);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NEXT = "first fenced write of the next leader";

    private static FaultCluster cluster;

    @BeforeAll
    static void start() {
        cluster = FaultCluster.start();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    private static FaultRow row(String name) {
        return new FaultRow(cluster, name, NEXT, FAILOVER);
    }

    /** Milliseconds from {@code since} to the first fenced write of a term after {@code before}. */
    private static long nextWrite(Term before, long since) {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> cluster.terms().wroteFirstAfter(before), Optional::isPresent)
                .orElseThrow().firstWrite() - since;
    }

    @Test
    @Tag("cheap")
    void f1_leader_killed() throws Exception {
        row("F1 leader killed").repeat(() -> {
            Term before = cluster.terms().last();
            long since = System.currentTimeMillis();
            cluster.server(before.server()).kill();
            cluster.declared().change();
            long took = nextWrite(before, since);
            cluster.startServer(before.server());
            return took;
        });
    }
}
