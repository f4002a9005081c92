package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks random clusters through random changes. The seed is in each test's name; replay one with
 * {@code -Dplanner.seed=N}.
 */
class ClusterPlannerPropertyTest {
    private static final int SEEDS = 300;
    private static final int CHANGES = 8;

    @TestFactory
    Stream<DynamicTest> holds_its_promises() {
        String only = System.getProperty("planner.seed", "");
        LongStream seeds = only.isEmpty()
                ? LongStream.range(0, SEEDS)
                : LongStream.of(Long.parseLong(only));
        return seeds.mapToObj(
                seed -> DynamicTest.dynamicTest("seed " + seed, () -> walk(new Random(seed))));
    }

    private static void walk(Random random) {
        PlannerStory story = new PlannerStory();
        int nodes = 1 + random.nextInt(6);
        for (int i = 1; i <= nodes; i++) {
            story.nodes("core-0" + i + " zone=" + "ab".charAt(random.nextInt(2)) + " disk="
                    + (random.nextBoolean() ? "ssd" : "hdd"));
        }
        for (int i = 0; i < CHANGES; i++) {
            change(story, nodes, random);
            sameInAnyOrder(story, random);
            for (int step = random.nextInt(4); step > 0; step--) {
                keepsReadyCopies(story);
                story.step();
            }
        }
        heal(story, nodes);
        story.settle();
        assertThat(story.plan().actions()).as("planning the planned state").isEmpty();
        everythingRunsOrSaysWhy(story);
    }

    private static void change(PlannerStory story, int nodes, Random random) {
        String node = "core-0" + (1 + random.nextInt(nodes));
        switch (random.nextInt(7)) {
            case 0 -> story.silent(node, random.nextInt(12));
            case 1 -> story.back(node);
            case 2 -> story.drain(node);
            case 3 -> story.undrain(node);
            case 4 -> anyRow(story, random);
            default -> story.want(project(random));
        }
    }

    private static void anyRow(PlannerStory story, Random random) {
        List<InstanceStatus> rows = story.observed().nodes().stream()
                .flatMap(node -> node.status().instances().stream()).toList();
        if (!rows.isEmpty()) {
            Phase[] phases = {Phase.UNHEALTHY, Phase.CRASHED, Phase.STARTING, Phase.READY};
            story.report(rows.get(random.nextInt(rows.size())).id().address(),
                    phases[random.nextInt(phases.length)]);
        }
    }

    private static TestProject project(Random random) {
        TestProject shop = TestProject.shop(random.nextInt(5), random.nextInt(3))
                .change("apache", s -> s.image("apache:" + random.nextInt(3))
                        .atOnce(1 + random.nextInt(2)))
                .change("haproxy", s -> s.image("haproxy:" + random.nextInt(2)))
                .service("peer", s -> s.port("gossip", 7000)
                        .template("{{#peer}}{{address}}{{/peer}}" + random.nextInt(2)))
                .service("only", s -> s.exclusive(ServiceSpec.Exclusive.KEEP))
                .service("shipper", s -> s).service("side", s -> s.near("only"))
                .run("peer", random.nextInt(4)).run("only", 1).run("side", random.nextInt(2));
        if (random.nextBoolean()) {
            shop.change("mysql", s -> s.apart(random.nextBoolean() ? "node" : "zone"));
        }
        if (random.nextBoolean()) {
            shop.change("apache", s -> s.only("disk", "ssd"));
        }
        return random.nextBoolean() ? shop.everyNode("shipper") : shop;
    }

    private static void sameInAnyOrder(PlannerStory story, Random random) {
        Plan shuffled = ClusterPlanner.plan(story.desired(), story.shuffled(random));
        assertThat(PlanText.of(shuffled)).isEqualTo(story.text());
        assertThat(shuffled).isEqualTo(story.plan());
    }

    /** Replacing never takes the last ready one of several, and nothing is stopped in doubt. */
    private static void keepsReadyCopies(PlannerStory story) {
        Plan plan = story.plan();
        for (Action action : plan.actions()) {
            if (action instanceof Action.Replace replace && isReady(story, replace)) {
                long replaced = plan.actions().stream()
                        .filter(other -> other instanceof Action.Replace each
                                && each.instance().service().equals(replace.instance().service())
                                && isReady(story, each))
                        .count();
                assertThat(replaced).isLessThanOrEqualTo(story.desired().projects().getFirst()
                        .service(replace.instance().service()).orElseThrow().update().atOnce());
            }
        }
        ObservedState all = story.observed();
        ObservedState doubtful = new ObservedState(all.cluster(), all.epoch(),
                all.usedIncarnations(), all.takenAt(), false, all.nodes(), all.secrets());
        assertThat(ClusterPlanner.plan(story.desired(), doubtful).actions()).isEmpty();
    }

    private static boolean isReady(PlannerStory story, Action.Replace replace) {
        NodeObservation node = story.observed().node(replace.node()).orElseThrow();
        return node.status().find(replace.instance(), replace.old())
                .filter(row -> row.phase() == Phase.READY).isPresent();
    }

    private static void heal(PlannerStory story, int nodes) {
        for (int i = 1; i <= nodes; i++) {
            story.back("core-0" + i).undrain("core-0" + i);
        }
        story.observed().nodes().stream().flatMap(node -> node.status().instances().stream())
                .forEach(row -> story.report(row.id().address(), Phase.READY));
    }

    private static void everythingRunsOrSaysWhy(PlannerStory story) {
        Plan plan = story.plan();
        for (Wanted wanted : Expansion.of(story.desired(), story.observed()).all()) {
            int runs = story.assigned(each -> each.id().equals(wanted.id())).size();
            boolean held = plan.holds().stream()
                    .anyMatch(hold -> hold.instance().equals(wanted.id()));
            assertThat(runs == 1 || runs == 0 && held).as(wanted.id() + " runs " + runs
                    + " times\n" + PlanText.of(plan)).isTrue();
        }
    }
}
