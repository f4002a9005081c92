package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ReasonCode;
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
            slowness(story, random);
            sameInAnyOrder(story, random);
            for (int step = random.nextInt(4); step > 0; step--) {
                keepsReadyCopies(story);
                story.step();
            }
        }
        heal(story, nodes);
        // the agents that are back report what they were given while nobody heard them
        story.step().settle();
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

    /** New copies take their time, in some services, until the next change. */
    private static void slowness(PlannerStory story, Random random) {
        String service = List.of("apache", "haproxy", "peer", "only").get(random.nextInt(4));
        switch (random.nextInt(4)) {
            case 0 -> story.neverReady(service);
            case 1 -> story.neverStable(service);
            default -> story.ready(service).stable(service);
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
                .run("peer", random.nextInt(4)).run("only", 1 + random.nextInt(3))
                .run("side", random.nextInt(2));
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

    /**
     * Nothing that a change or a rule asks for takes what serves below the number of copies less
     * {@code at-once}, whatever else is down; and nothing is stopped in doubt.
     */
    private static void keepsReadyCopies(PlannerStory story) {
        Plan plan = story.plan();
        Collection<Wanted> all = Expansion.of(story.desired(), story.observed()).all();
        for (ServiceSpec service : story.desired().projects().stream()
                .flatMap(project -> project.services().stream()).toList()) {
            List<InstanceId> copies = all.stream().map(Wanted::id)
                    .filter(id -> id.service().equals(service.name())).toList();
            List<InstanceId> taken = copies.stream()
                    .filter(id -> isServed(story, List.of(), id)
                            && !isServed(story, voluntary(plan), id))
                    .toList();
            long placed = copies.stream().filter(id -> isPlaced(story, id)
                    || hasTombstone(story, id)).count();
            long serving = copies.stream()
                    .filter(id -> isServed(story, voluntary(plan), id)).count();
            assertThat(taken.isEmpty() || serving >= placed - service.update().atOnce())
                    .as("%s: %s of %s serve after taking %s%n%s", service.name(), serving, placed,
                            taken, PlanText.of(plan))
                    .isTrue();
        }
        ObservedState seen = story.observed();
        ObservedState doubtful = new ObservedState(seen.cluster(), seen.epoch(),
                seen.usedIncarnations(), seen.takenAt(), false, seen.nodes(), seen.secrets());
        assertThat(ClusterPlanner.plan(story.desired(), doubtful).actions()).isEmpty();
    }

    /** What ends, but for what belongs to a drained node, or needs what does. */
    private static List<Incarnation> voluntary(Plan plan) {
        return plan.actions().stream().flatMap(action -> switch (action) {
            case Action.Replace replace -> Stream.of(replace.old());
            case Action.Stop stop when stop.reason().code() == ReasonCode.NODE_DRAINING
                    && !stop.instance().service().value().equals("only") ->
                Stream.<Incarnation>empty();
            case Action.Stop stop -> Stream.of(stop.incarnation());
            default -> Stream.<Incarnation>empty();
        }).toList();
    }

    private static boolean hasTombstone(PlannerStory story, InstanceId id) {
        return story.observed().nodes().stream()
                .flatMap(node -> node.assignment().tombstones().stream())
                .anyMatch(stone -> stone.id().equals(id));
    }

    private static boolean isPlaced(PlannerStory story, InstanceId id) {
        return !story.assigned(each -> each.id().equals(id)).isEmpty();
    }

    private static boolean isServed(PlannerStory story, List<Incarnation> without,
            InstanceId id) {
        return story.observed().nodes().stream().filter(node -> node.silentSince().isEmpty())
                .anyMatch(node -> node.assignment().instances().stream()
                        .filter(each -> each.id().equals(id)
                                && !without.contains(each.incarnation()))
                        .anyMatch(each -> node.status().find(id, each.incarnation())
                                .filter(row -> row.phase() == Phase.READY).isPresent()));
    }

    private static void heal(PlannerStory story, int nodes) {
        for (String service : List.of("apache", "haproxy", "peer", "only")) {
            story.ready(service).stable(service);
        }
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
