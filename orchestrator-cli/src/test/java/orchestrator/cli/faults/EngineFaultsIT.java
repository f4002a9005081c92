package orchestrator.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import orchestrator.reconciler.testhosts.EngineProcess;
import orchestrator.reconciler.testhosts.RequiresDocker;
import orchestrator.reconciler.testhosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Engines die and hang, and strangers lay hands on containers: F14 and F18 of the catalogue in
 * docs/testing.md.
 */
@RequiresDocker(andRoot = true)
@Timeout(3000)
@Tag("faults")
class EngineFaultsIT {
    private static final int KILLS = Integer.getInteger("orch.faults.kills", 20);
    private static final Duration SHOWN = Duration.ofSeconds(10);
    private static final Duration BACK = Duration.ofSeconds(60);
    private static final Duration MENDED = Duration.ofSeconds(15);
    private static final String ANSWERS = "the engine answers again";
    private static final String SILENT = "in trouble";

    private static FaultCluster cluster;
    private Victim victim;
    private int last = 3;

    @BeforeAll
    static void start() {
        cluster = FaultCluster.start();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    private FaultRow row(String name, String figure, Duration bar, Consumer<Judge> rules) {
        return new FaultRow(cluster, name, figure, bar).where(judge -> {
            victim = Victim.running(cluster, last, "steady/web");
            last = victim.host();
            rules.accept(judge);
        });
    }

    private TestHost host() {
        return cluster.host(victim.host());
    }

    private EngineProcess engine() {
        return host().engineProcess();
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    @Test
    @Tag("cheap")
    void f14_engine_killed() throws Exception {
        row("F14 dockerd killed, started again", ANSWERS, BACK, _ -> {}).repeat(() -> {
            engine().kill();
            cluster.declared().change();
            long since = System.nanoTime();
            engine().start(true);
            return millisSince(since);
        });
    }

    @Test
    void f14_engine_frozen_for_30_s() throws Exception {
        row("F14 dockerd frozen 30 s", "shown as not answering", SHOWN, _ -> {}).repeat(() -> {
            long since = System.nanoTime();
            engine().freeze();
            try {
                await().atMost(BACK).pollInterval(Duration.ofMillis(200)).until(
                        () -> cluster.run("nodes").output(), said -> said.contains(SILENT));
                long took = millisSince(since);
                TimeUnit.MILLISECONDS.sleep(Math.max(0, 30_000 - took));
                return took;
            } finally {
                engine().thaw();
            }
        });
    }

    @Test
    void f14_engine_restarted_and_containers_live_on() throws Exception {
        row("F14 dockerd restarted with live-restore", ANSWERS, BACK, _ -> {}).repeat(() -> {
            long since = System.nanoTime();
            engine().stop();
            engine().start(true);
            return millisSince(since);
        });
    }

    /** Without it the engine ends all its containers, and ours are made anew where they were. */
    @Test
    void f14_engine_restarted_without_live_restore() throws Exception {
        row("F14 dockerd restarted without live-restore", "what it ended runs again", BACK,
                judge -> victim.mayMove(judge)).repeat(() -> {
                    engine().stop();
                    engine().start(false);
                    long since = System.nanoTime();
                    engine().stop();
                    engine().start(true);
                    cluster.declared().awaitContainers();
                    return millisSince(since);
                });
    }

    @Test
    @Tag("cheap")
    void f14_containerd_killed() throws Exception {
        row("F14 containerd killed", "a change is carried out", BACK, _ -> {}).repeat(() -> {
            long since = System.nanoTime();
            engine().killContainerd();
            cluster.declared().change();
            cluster.declared().awaitContainers();
            return millisSince(since);
        });
    }

    /** While containers are made, started, stopped and removed all the time. */
    @Test
    void f14_engine_killed_at_random_moments() throws Exception {
        Random chance = new Random(14);
        row("F14 dockerd killed at " + KILLS + " random moments of changes", "all as declared",
                BACK, judge -> judge.doubling("pulse/")).repeat(1, () -> {
                    for (int i = 0; i < KILLS; i++) {
                        EngineProcess struck = cluster.host(1 + i % 3).engineProcess();
                        cluster.declared().change();
                        TimeUnit.MILLISECONDS.sleep(chance.nextInt(2500));
                        struck.kill();
                        struck.start(true);
                    }
                    long since = System.nanoTime();
                    cluster.declared().awaitContainers();
                    return millisSince(since);
                });
    }

    private List<String> ours() {
        return host().docker("ps", "-q", "--no-trunc", "--filter", "label=orch.project=steady")
                .lines().toList();
    }

    private FaultRow foreignRow(String name) {
        return row(name, "as declared again", MENDED, judge -> victim.mayMove(judge));
    }

    /** How long it takes until everything is as declared: other containers, by other names. */
    private static long untilAsDeclared(long since) {
        cluster.declared().awaitContainers();
        return millisSince(since);
    }

    @Test
    @Tag("cheap")
    void f18_containers_removed() throws Exception {
        foreignRow("F18 containers removed by hand").repeat(() -> {
            ours().forEach(id -> host().docker("rm", "-f", id));
            return untilAsDeclared(System.nanoTime());
        });
    }

    @Test
    void f18_containers_renamed() throws Exception {
        row("F18 containers renamed by hand", "a change is carried out", MENDED, _ -> {})
                .repeat(() -> {
                    List<String> before = ours();
                    // the host of an earlier run may come again
                    before.forEach(id -> host().docker("rename", id, "mine-"
                            + System.nanoTime()));
                    long since = System.nanoTime();
                    cluster.declared().change();
                    long took = untilAsDeclared(since);
                    assertThat(ours()).containsExactlyElementsOf(before);
                    return took;
                });
    }

    @Test
    void f18_containers_restarted_and_paused() throws Exception {
        foreignRow("F18 containers restarted and paused by hand").repeat(() -> {
            ours().forEach(id -> host().docker("restart", "-t", "1", id));
            List<String> ours = ours();
            ours.forEach(id -> host().docker("pause", id));
            ours.forEach(id -> host().docker("unpause", id));
            return untilAsDeclared(System.nanoTime());
        });
    }

    /** Of another cluster, of another node, and of an instance that nobody asked for. */
    @Test
    void f18_labels_faked() throws Exception {
        row("F18 labels faked", "a change is carried out", MENDED, _ -> {}).repeat(() -> {
            String labels = host().docker("inspect", "--format",
                    "{{range $k, $v := .Config.Labels}}{{$k}}={{$v}} {{end}}",
                    ours().getFirst()).strip();
            List<String> fakes = List.of(
                    fake(labels.replaceFirst("orch.cluster=\\S+", "orch.cluster=another")),
                    fake(labels.replaceFirst("orch.node=\\S+", "orch.node=node-9")),
                    fake(labels.replaceFirst("orch.instance=\\S+", "orch.instance=ghost-1")),
                    fake(labels.replaceFirst("orch.incarnation=\\S+", "orch.incarnation=x")));
            long since = System.nanoTime();
            cluster.declared().change();
            long took = untilAsDeclared(since);
            fakes.forEach(id -> assertThat(host().docker("inspect", "--format",
                    "{{.State.Running}}", id).strip()).as("a fake runs on").isEqualTo("true"));
            fakes.forEach(id -> host().docker("rm", "-f", id));
            return took;
        });
    }

    private String fake(String labels) {
        return stranger((labels + " stranger=yes").split(" "));
    }

    private String stranger(String... labels) {
        List<String> command = new ArrayList<>(List.of("run", "-d"));
        for (String label : labels) {
            command.addAll(List.of("--label", label));
        }
        command.addAll(List.of("orch-test/beacon:1", "sleep", "600"));
        return host().docker(command.toArray(String[]::new)).strip();
    }

    @Test
    void f18_fifty_strangers() throws Exception {
        row("F18 50 strangers on a host", "a change is carried out", MENDED, _ -> {})
                .repeat(() -> {
                    List<String> strangers = new ArrayList<>();
                    for (int i = 0; i < 50; i++) {
                        strangers.add(stranger());
                    }
                    long since = System.nanoTime();
                    cluster.declared().change();
                    long took = untilAsDeclared(since);
                    assertThat(host().docker("ps", "-q", "--no-trunc").lines().toList())
                            .containsAll(strangers);
                    List<String> remove = new ArrayList<>(List.of("rm", "-f"));
                    remove.addAll(strangers);
                    host().docker(remove.toArray(String[]::new));
                    return took;
                });
    }
}
