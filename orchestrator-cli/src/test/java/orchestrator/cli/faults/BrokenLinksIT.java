package orchestrator.cli.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orchestrator.reconciler.testhosts.HostProcess;
import orchestrator.reconciler.testhosts.RequiresDocker;
import orchestrator.reconciler.testhosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers and agents reach the ensemble over links that lose answers, so that nobody knows whether a
 * write was made, or break in the middle of a request: row F8.
 */
@RequiresDocker(andRoot = true)
@Timeout(2400)
@Tag("faults")
class BrokenLinksIT {
    private static final Duration LENGTH = Duration.ofSeconds(15);
    private static final Duration BAR = LENGTH.plusSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int FIRST_PORT = 2191;

    private static FaultCluster cluster;
    private static final List<HostProcess> RELAYS = new ArrayList<>();

    @BeforeAll
    static void start() {
        cluster = FaultCluster.start();
        for (int number = 1; number <= 2; number++) {
            relay(cluster.machine(number));
            cluster.server(number).kill();
            cluster.startServer(number, overRelay());
        }
        for (TestHost host : cluster.hosts().hosts()) {
            relay(host);
            cluster.agent(host.number()).kill();
            cluster.startAgent(host.number(), overRelay());
        }
        cluster.declared().change();
        cluster.declared().await();
    }

    @AfterAll
    static void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static void relay(TestHost at) {
        List<TestHost> hosts = cluster.hosts().hosts();
        RELAYS.add(at.start("relay", Probe.java(LinkRelay.class, hosts.stream()
                .map(host -> FIRST_PORT + host.number() - 1 + "=" + host.address() + ":"
                        + FaultCluster.CLIENT_PORT)
                .toArray(String[]::new))));
    }

    private static String overRelay() {
        return IntStream.range(0, 3).mapToObj(i -> "127.0.0.1:" + (FIRST_PORT + i))
                .collect(Collectors.joining(","));
    }

    private static long under(String order) {
        long since = System.currentTimeMillis();
        RELAYS.forEach(relay -> relay.tell(order));
        cluster.declared().change();
        await().atMost(PATIENCE).until(
                () -> System.currentTimeMillis() - since > LENGTH.toMillis());
        long before = cuts();
        RELAYS.forEach(relay -> relay.tell("mend"));
        await("the links were cut").atMost(PATIENCE).until(() -> cuts() > before);
        cluster.declared().awaitContainers();
        return System.currentTimeMillis() - since;
    }

    /** How often all of them had cut when they were last given an order. */
    private static long cuts() {
        return RELAYS.stream().mapToLong(relay -> relay.output().lines()
                .filter(line -> line.contains(" cuts before "))
                .mapToLong(line -> Long.parseLong(line.split(" ")[0])).max().orElse(0)).sum();
    }

    private static void row(String name, String order) throws Exception {
        new FaultRow(cluster, name, "15 s of it, and until a change asked for in it is made", BAR)
                .repeat(() -> under(order));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 20})
    void f8_the_answer_of_one_call_in(int calls) throws Exception {
        row("F8 answer of one call in " + calls + " swallowed", "swallow " + calls);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 1500, 6000})
    void f8_links_cut_within(int bytes) throws Exception {
        row("F8 links cut within " + bytes + " bytes", "cut " + bytes);
    }
}
