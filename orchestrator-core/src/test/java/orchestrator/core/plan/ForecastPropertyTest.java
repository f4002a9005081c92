package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import orchestrator.core.model.ReasonCode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code orch plan} shows is what the leader then does, from a cluster at rest: the same
 * instances are started, replaced and stopped for the same reasons, however long each container
 * takes, as long as there is room; and on the same nodes, but for new ones, whose node depends on who
 * is ready first. The seed is in each test's name; replay one with
 * {@code -Dplanner.seed=N}.
 */
class ForecastPropertyTest {
    private static final int SEEDS = 200;
    private static final int MOST_STEPS = 600;

    @TestFactory
    Stream<DynamicTest> is_what_the_leader_does() {
        String only = System.getProperty("planner.seed", "");
        LongStream seeds = only.isEmpty()
                ? LongStream.range(0, SEEDS)
                : LongStream.of(Long.parseLong(only));
        return seeds.mapToObj(
                seed -> DynamicTest.dynamicTest("seed " + seed, () -> compare(new Random(seed))));
    }

    private static void compare(Random random) {
        PlannerStory story = new PlannerStory();
        int nodes = 2 + random.nextInt(4);
        for (int i = 1; i <= nodes; i++) {
            story.nodes("core-0" + i + " disk=" + (random.nextBoolean() ? "ssd" : "hdd"));
        }
        story.want(project(random, 1)).settle();
        for (int revision = 2; revision <= 4; revision++) {
            story.want(project(random, revision));
            if (random.nextInt(4) == 0) {
                story.drain("core-01");
            }
            Forecast forecast = Forecast.of(story.desired(), story.observed());
            List<Action> done = done(story, random);
            assertThat(lines(done, each -> "")).isEqualTo(lines(forecast.actions(), each -> ""));
            assertThat(lines(done, ForecastPropertyTest::known))
                    .isEqualTo(lines(forecast.actions(), ForecastPropertyTest::known));
        }
    }

    /** The node of what was there before; a new one's depends on who is ready first. */
    private static String known(Action action) {
        return action instanceof Action.Start start
                && start.reason().code() == ReasonCode.NEW ? "" : action.node().value();
    }

    private static TestProject project(Random random, int revision) {
        TestProject shop = TestProject.shop(1 + random.nextInt(4), random.nextInt(3))
                .change("apache", s -> s.image("apache:" + random.nextInt(3))
                        .atOnce(1 + random.nextInt(2)))
                .change("mysql", s -> s.cpu(300).image("mysql:" + random.nextInt(2)))
                .change("haproxy", s -> s.image("haproxy:" + random.nextInt(2)))
                .service("api", s -> s.image("api:" + random.nextInt(2)).cpu(200).port("sql", 90))
                .service("user", s -> s.uses("api").image("user:" + random.nextInt(2)))
                .run("api", 1).run("user", random.nextInt(4)).revision(revision);
        if (random.nextInt(3) == 0) {
            shop.change("apache", s -> s.only("disk", "ssd"));
        }
        return random.nextInt(3) == 0 ? shop.restart("lamp", revision) : shop;
    }

    /** What is done until nothing is left to do, while each new container takes its own time. */
    private static List<Action> done(PlannerStory story, Random random) {
        List<Action> done = new ArrayList<>();
        for (int step = 0; step < MOST_STEPS; step++) {
            Plan plan = story.plan();
            if (plan.isEmpty() && !story.hasStarting()) {
                return done;
            }
            done.addAll(plan.actions());
            story.slowStep(random);
        }
        throw new AssertionError("does not come to rest:\n" + story.text());
    }

    private static List<String> lines(List<Action> actions, Function<Action, String> node) {
        return actions.stream().flatMap(action -> switch (action) {
            case Action.Start start -> Stream.of("start " + text(start, node));
            case Action.Stop stop -> Stream.of("stop " + text(stop, node));
            case Action.Replace replace -> Stream.of("replace " + text(replace, node));
            case Action.Adjust _,Action.Bury _ -> Stream.<String>empty();
        }).sorted().toList();
    }

    private static String text(Action action, Function<Action, String> node) {
        return action.instance().address() + " " + node.apply(action) + action.reason().code();
    }
}
