package orchestrator.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is declared changes while things fail, and from two sides: F19 of docs/testing.md. */
@RequiresDocker(andRoot = true)
@Timeout(2400)
@Tag("faults")
class DeclaredFaultsIT {
    private static final int APPLIES = Integer.getInteger("orch.faults.applies", 200);
    private static final Duration DONE = Duration.ofSeconds(60);
    private static final String RUNS = "what was declared last runs";

    private static FaultCluster cluster;

    @BeforeAll
    static void start() {
        cluster = FaultCluster.start();
        // An agent that is killed while people apply may be away for longer than the default.
        cluster.declared().missNodesAfter("5m");
        cluster.declared().await();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    private static FaultRow row(String name) {
        return new FaultRow(cluster, name, RUNS, DONE).where(judge -> judge.allowing("game/"));
    }

    private static String game(String word, int count) {
        return """
                project: game
                services:
                  lobby:
                    image: orch-test/beacon:1
                    command: [sh, -c, "echo %s; while true; do sleep 1000; done"]
                    stop: {signal: KILL}
                run: {lobby: %d}
                """.formatted(word, count);
    }

    private static void declare(String word, int count) {
        cluster.declared().declare("game", game(word, count), Map.of("game/lobby", count));
    }

    private static long untilAllSay(String word, int count) {
        long since = System.nanoTime();
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(300)).until(() -> commands().size() == count
                        && commands().stream().allMatch(each -> each.contains("echo " + word)));
        return (System.nanoTime() - since) / 1_000_000;
    }

    private static List<String> commands() {
        List<String> commands = new ArrayList<>();
        cluster.hosts().living().forEach(host -> host.docker("ps", "--no-trunc", "--filter",
                "label=orch.project=game", "--format", "{{.Command}}").lines()
                .forEach(commands::add));
        return commands;
    }

    /** An agent and an engine die and a cable is pulled while three revisions follow each other. */
    @Test
    void f19_changed_while_things_fail() throws Exception {
        Random chance = new Random(19);
        row("F19 declared state changes during faults").repeat(() -> {
            int host = 1 + chance.nextInt(3);
            declare("first", 3);
            cluster.agent(host).kill();
            declare("second", 4);
            cluster.host(host % 3 + 1).engineProcess().kill();
            cluster.startAgent(host);
            declare("third", 2);
            cluster.host(host % 3 + 1).engineProcess().start(true);
            return untilAllSay("third", 2);
        });
    }

    /** Both come through or one is told to look again; in the end one of the two is what runs. */
    @Test
    void f19_two_people_apply_at_once() throws Exception {
        row("F19 two people apply at once").repeat(() -> {
            declare("before", 2);
            untilAllSay("before", 2);
            List<CompletableFuture<HostCommand.Result>> both = List.of("alice", "bob").stream()
                    .map(who -> CompletableFuture.supplyAsync(() -> applyAs(who))).toList();
            List<HostCommand.Result> results = both.stream().map(CompletableFuture::join).toList();
            assertThat(results).as(results.toString()).anyMatch(each -> each.exitCode() == 0);
            String history = cluster.run("history", "-p", "game").output();
            String last = both.get(0).join().exitCode() != 0
                    ? "bob"
                    : both.get(1).join().exitCode() != 0 ? "alice" : lastOf(history);
            return untilAllSay(last, 2);
        });
    }

    private static HostCommand.Result applyAs(String who) {
        var file = cluster.hosts().directory().resolve(who + "/game.yml");
        FaultCluster.write(file, game(who, 2));
        return cluster.run("apply", "-f", file.toString(), "--yes", "--no-wait");
    }

    /** Both were taken, one after the other: what the store holds last is what runs. */
    private static String lastOf(String history) {
        long since = System.nanoTime();
        while (System.nanoTime() - since < DONE.toNanos()) {
            List<String> commands = commands();
            for (String who : List.of("alice", "bob")) {
                if (commands.size() == 2
                        && commands.stream().allMatch(each -> each.contains("echo " + who))) {
                    return who;
                }
            }
        }
        throw new AssertionError("neither runs: " + commands() + "\n" + history);
    }

    /** By one person's program, as fast as the cluster takes them. */
    @Test
    void f19_very_many_applies() throws Exception {
        row("F19 " + APPLIES + " applies in a row").repeat(() -> {
            declare("first", 2);
            long took = cluster.applyMany("game", APPLIES, game("nNUMBER", 2));
            System.out.println("[faults] " + APPLIES + " applies took " + took + " ms");
            declare("n" + APPLIES, 2);
            return untilAllSay("n" + APPLIES, 2);
        });
    }

    /** Taken back before it is done: what was never replaced runs on, untouched. */
    @Test
    void f19_reverted() throws Exception {
        row("F19 reverted half-way").repeat(() -> {
            declare("old", 4);
            untilAllSay("old", 4);
            declare("new", 4);
            TimeUnit.MILLISECONDS.sleep(1500);
            long since = System.nanoTime();
            declare("old", 4);
            untilAllSay("old", 4);
            return (System.nanoTime() - since) / 1_000_000;
        });
    }
}
