package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The quick answer against the slow one: a whole forecast for each node that is thought away. The
 * seed is in each test's name; replay one with {@code -Dplanner.seed=N}.
 */
class SurvivalPropertyTest {
    private static final int SEEDS = 200;

    @TestFactory
    Stream<DynamicTest> says_what_a_forecast_without_the_node_says() {
        String only = System.getProperty("planner.seed", "");
        LongStream seeds = only.isEmpty()
                ? LongStream.range(0, SEEDS)
                : LongStream.of(Long.parseLong(only));
        return seeds.mapToObj(
                seed -> DynamicTest.dynamicTest("seed " + seed, () -> compare(new Random(seed))));
    }

    private static void compare(Random random) {
        PlannerStory story = new PlannerStory().want(project(random));
        int nodes = 1 + random.nextInt(5);
        for (int i = 1; i <= nodes; i++) {
            story.nodes("core-0" + i + " disk=" + (random.nextInt(4) > 0 ? "ssd" : "hdd"));
        }
        story.settle();
        Survival survival = Survival.of(story.desired(), story.observed());
        assertThat(survival.losses()).hasSize(nodes);
        for (Survival.Loss loss : survival.losses()) {
            NodeObservation node = story.observed().node(loss.node()).orElseThrow();
            List<Hold> oracle = oracle(story, node);
            assertThat(ids(loss.holds())).as("without " + node.name()).isEqualTo(ids(oracle));
            assertThat(ids(loss.withoutPlace())).as("homeless without " + node.name())
                    .isEqualTo(ids(oracle.stream().filter(hold -> noNode(hold, oracle)).toList()));
            assertThat(ids(loss.waitForData())).isEqualTo(ids(oracle.stream().filter(
                    hold -> hold.reason().code() == ReasonCode.WAITS_FOR_DATA).toList()));
        }
    }

    /** What a whole forecast without the node holds back of what runs on it. */
    private static List<Hold> oracle(PlannerStory story, NodeObservation node) {
        ObservedState without = WhatIf.without(story.observed(), List.of(node.name()));
        TreeSet<InstanceId> there = new TreeSet<>();
        node.assignment().instances().stream().map(AssignedInstance::id).forEach(there::add);
        return Forecast.of(story.desired(), without).holds().stream()
                .filter(hold -> there.contains(hold.instance())
                        && hold.reason().code() != ReasonCode.NODE_LOST)
                .toList();
    }

    /** To the planner no node fits one whose neighbour cannot leave: here it waits for that one. */
    private static boolean noNode(Hold hold, List<Hold> all) {
        boolean withNeighbour = hold.instance().service().value().equals("side")
                && all.stream().anyMatch(other -> other.instance().address().equals("cache-1"));
        return hold.reason().code() == ReasonCode.NO_NODE_FITS && !withNeighbour;
    }

    private static TreeSet<InstanceId> ids(List<Hold> holds) {
        TreeSet<InstanceId> ids = new TreeSet<>();
        holds.forEach(hold -> ids.add(hold.instance()));
        return ids;
    }

    private static TestProject project(Random random) {
        TestProject project = TestProject.shop(random.nextInt(5), random.nextInt(4))
                .service("web", s -> s.cpu(500 * (1 + random.nextInt(4))).port("http", 80))
                .service("cache", s -> s.memory(1024 * (1 + random.nextInt(6))))
                .service("front", s -> s.after("cache").cpu(250))
                .service("ops", s -> s.exclusive(Exclusive.KEEP).cpu(250))
                .service("lone", s -> s.exclusive(Exclusive.LEASE).cpu(1000))
                .service("side", s -> s.near("cache").memory(512))
                .service("shipper", s -> s)
                .run("web", random.nextInt(5)).run("cache", random.nextInt(5))
                .run("front", random.nextInt(3)).run("ops", random.nextInt(2))
                .run("lone", random.nextInt(2))
                .run("side", random.nextInt(2));
        if (random.nextBoolean()) {
            project.change("web", s -> s.apart("node"));
        }
        if (random.nextBoolean()) {
            project.change("cache", s -> s.only("disk", "ssd"));
        }
        return random.nextBoolean() ? project.everyNode("shipper") : project;
    }
}
