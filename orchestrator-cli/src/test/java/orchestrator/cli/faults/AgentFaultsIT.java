package orchestrator.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import orchestrator.reconciler.failpoint.Failpoints;
import orchestrator.reconciler.testhosts.RequiresDocker;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Agents die, at every moment there is, and begin again: F13 of the catalogue in docs/testing.md. */
@RequiresDocker(andRoot = true)
@Timeout(3000)
@Tag("faults")
class AgentFaultsIT {
    private static final int RESTARTS = Integer.getInteger("orch.faults.restarts", 50);
    private static final int CROWD = Integer.getInteger("orch.faults.crowd", 100);
    private static final Duration AGREES = Duration.ofSeconds(30);
    private static final Duration ADOPTED = Duration.ofSeconds(5);
    /** The session of an agent that was killed ends only when the store has missed it. */
    private static final Duration SESSION = Duration.ofSeconds(6);
    private static final Duration REACHED = Duration.ofSeconds(40);
    /** No registry answers here, so no pull ever succeeds; and no lease is given up. */
    private static final Set<String> OUT_OF_REACH = Set.of("engine.pull.after",
            "fencer.release.before", "fencer.release.after");

    private static FaultCluster cluster;
    private int revision;

    @BeforeAll
    static void start() {
        cluster = FaultCluster.start();
        // Three agents that begin at once on two cores, each to be killed before it speaks, are away
        // for longer than a node may be by default; what is moved then was asked to be.
        cluster.declared().missNodesAfter("5m");
        cluster.declared().await();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    /**
     * On every node: one that each revision replaces, one whose file each revision changes, one with
     * a lease, and one that somebody kills.
     */
    private void revise() {
        revision++;
        points("every-node", 3);
    }

    /** Nothing of it is left to a test after this one: without an agent its lease would end it. */
    private void retire() {
        points("0", 0);
        cluster.declared().await();
    }

    private void points(String count, int each) {
        cluster.declared().declare("points", """
                project: points
                services:
                  replaced:
                %1$s
                      REVISION: "%2$d"
                    files: {/etc/name: one}
                    update: {at-once: 3, order: stop-first}
                  reloaded:
                %3$s
                    files: {/etc/revision: "revision %2$d"}
                    reload: USR1
                  leased:
                %3$s
                    exclusive: lease
                  killed:
                %3$s
                run:
                  replaced: %4$s
                  reloaded: %4$s
                  leased: %4$s
                  killed: %4$s
                """.formatted(service(), revision, Beacons.service("points"), count),
                each == 0
                        ? Map.of()
                        : Map.of("points/replaced", each, "points/reloaded", each,
                                "points/leased", each, "points/killed", each));
    }

    /** Open at its end for one more variable. */
    private static String service() {
        return Beacons.service("points").replaceFirst("env: \\{(.*)}", "env:\n      $1");
    }

    private static void askForWhatNobodyHas() {
        cluster.declared().apply("missing", """
                project: missing
                services:
                  nobody: {image: "127.0.0.1:9/orch-test/nobody-has-it:1"}
                run: {nobody: every-node}
                """);
    }

    /** Three at a time, one on each host. */
    @Test
    void f13_agent_killed_at_every_failpoint() throws Exception {
        revise();
        askForWhatNobodyHas();
        List<String> points = Failpoints.names().stream()
                .filter(name -> !OUT_OF_REACH.contains(name)).toList();
        int first = Integer.getInteger("orch.faults.failpoint", 0);
        Set<String> missed = new TreeSet<>();
        int[] at = {first};
        new FaultRow(cluster, "F13 agent killed at each of " + points.size() + " failpoints",
                "all three are dead", REACHED)
                .where(judge -> judge.allowing("points/")).repeat(
                        (points.size() - first + 2) / 3, () -> {
                            List<String> three = points.subList(at[0],
                                    Math.min(at[0] + 3, points.size()));
                            at[0] += 3;
                            return dieAt(three, missed);
                        });
        retire();
        assertThat(missed).as("failpoints that no agent came to").isEmpty();
    }

    /** Each agent is started again as soon as it is dead. */
    private long dieAt(List<String> points, Set<String> missed) {
        SortedMap<Integer, String> waiting = new TreeMap<>();
        for (int host = 1; host <= points.size(); host++) {
            waiting.put(host, points.get(host - 1));
            cluster.agent(host).kill();
            cluster.startAgentDyingAt(host, points.get(host - 1));
        }
        long since = System.nanoTime();
        CompletableFuture<Void> change = CompletableFuture.runAsync(() -> {
            revise();
            crash("points/killed");
        });
        try {
            await().atMost(REACHED).pollInterval(Duration.ofMillis(50)).until(() -> {
                waiting.keySet().removeIf(AgentFaultsIT::startedAgain);
                return waiting.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            missed.addAll(waiting.values());
            waiting.keySet().forEach(host -> {
                cluster.agent(host).kill();
                cluster.startAgent(host);
            });
        }
        long took = (System.nanoTime() - since) / 1_000_000;
        change.join();
        return took;
    }

    private static boolean startedAgain(int host) {
        boolean dead = !cluster.agent(host).isAlive();
        if (dead) {
            cluster.startAgent(host);
        }
        return dead;
    }

    /** A person kills the containers of a service, so that they have to be made anew. */
    private static void crash(String service) {
        String[] words = service.split("/");
        cluster.hosts().hosts().forEach(host -> host.docker("ps", "-q", "--filter",
                "label=orch.project=" + words[0]).lines()
                .filter(id -> host.docker("inspect", "--format",
                        "{{index .Config.Labels \"orch.instance\"}}", id).startsWith(words[1]))
                .forEach(id -> host.docker("kill", id)));
    }

    /**
     * Mostly before it has its node again, as the session of the one before has to end first. Every
     * fifth lives to have it.
     */
    @Test
    void f13_agent_restarted_again_and_again() throws Exception {
        Random chance = new Random(13);
        new FaultRow(cluster, "F13 agent killed " + RESTARTS + " times in a row",
                "the last one has the node", SESSION.plus(AGREES)).repeat(1, () -> {
                    for (int i = 0; i < RESTARTS; i++) {
                        cluster.agent(1).kill();
                        cluster.startAgent(1);
                        boolean lives = i % 5 == 4;
                        TimeUnit.MILLISECONDS.sleep(lives
                                ? SESSION.plusSeconds(3).toMillis()
                                : 200 + chance.nextInt(2500));
                    }
                    long since = System.nanoTime();
                    cluster.agent(1).kill();
                    cluster.startAgent(1);
                    cluster.awaitNodes();
                    return (System.nanoTime() - since) / 1_000_000;
                });
    }

    @Test
    void f13_agent_restarted_with_a_hundred_containers() throws Exception {
        crowd(CROWD);
        List<String> before = crowd();
        assertThat(before).hasSize(CROWD);
        restart("F13 agent with " + CROWD + " containers restarted", ADOPTED,
                () -> cluster.host(1).signal("TERM", "agent --node node-1"), before);
        restart("F13 agent with " + CROWD + " containers killed and started",
                ADOPTED.plus(SESSION), () -> cluster.agent(1).kill(), before);
        crowd(0);
        cluster.declared().awaitContainers();
    }

    private void restart(String name, Duration bar, Runnable end, List<String> before)
            throws Exception {
        new FaultRow(cluster, name, "adopted and reported", bar).repeat(() -> {
            end.run();
            await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50))
                    .until(() -> !cluster.agent(1).isAlive());
            long since = System.currentTimeMillis();
            cluster.startAgent(1);
            long reported = cluster.reportOf(1, since);
            assertThat(crowd()).isEqualTo(before);
            return reported - since;
        });
    }

    private static void crowd(int count) {
        cluster.declared().declare("crowd", """
                project: crowd
                services:
                  one:
                    image: orch-test/beacon:1
                    command: [sh, -c, "while true; do sleep 1000; done"]
                    stop: {signal: KILL}
                    place: {only: {host: "1"}}
                run: {one: %d}
                """.formatted(count), count == 0 ? Map.of() : Map.of("crowd/one", count));
        cluster.declared().awaitContainers();
    }

    /** Each with the moment it was started at. */
    private static List<String> crowd() {
        List<String> ids = cluster.host(1).docker("ps", "-q", "--no-trunc", "--filter",
                "label=orch.project=crowd").lines().sorted().toList();
        List<String> arguments = new ArrayList<>(List.of("inspect", "--format",
                "{{.Id}} {{.State.StartedAt}}"));
        arguments.addAll(ids);
        return cluster.host(1).docker(arguments.toArray(String[]::new)).lines().toList();
    }
}
