package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.ServiceSpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a planner answers that has kept its index through a whole walk is what one answers that knows
 * nothing: the same plan, the same holds, word for word. And so does one that spares no step anything
 * at the first glance, and one that looks node by node wherever it can. The seed is in each test's name; replay one
 * with {@code -Dplanner.seed=N}, or walk more with {@code -Dplanner.walks=N}.
 */
class KeptPlanTest {
    private static final int WALKS = Integer.getInteger("planner.walks", 300);
    private static final int STEPS = 60;
    private static final Glance NOTHING_SPARED = new Glance(false, 0);
    private static final Glance NODE_BY_NODE = new Glance(true, 0);

    @TestFactory
    Stream<DynamicTest> one_that_remembers_answers_as_one_that_does_not() {
        String only = System.getProperty("planner.seed", "");
        LongStream seeds = only.isEmpty()
                ? LongStream.range(0, WALKS)
                : LongStream.of(Long.parseLong(only));
        return seeds.mapToObj(
                seed -> DynamicTest.dynamicTest("seed " + seed, () -> new Walk(seed).walk()));
    }

    private static final class Walk {
        private final Random random;
        private final PlannerStory story = new PlannerStory();
        private final ClusterIndex kept = new ClusterIndex();
        private final ClusterIndex unspared = new ClusterIndex();
        private final ClusterIndex byNode = new ClusterIndex();
        private int nodes;

        Walk(long seed) {
            random = new Random(seed);
        }

        void walk() {
            for (int i = 2 + random.nextInt(5); i > 0; i--) {
                join();
            }
            story.want(shop());
            for (int step = 0; step < STEPS; step++) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    change(step);
                }
                Plan plan = samePlan(step);
                switch (random.nextInt(6)) {
                    case 0 -> {
                    }
                    case 1 -> story.partly(plan, node -> random.nextBoolean());
                    case 2 -> story.slowStep(random);
                    default -> story.step();
                }
            }
        }

        private Plan samePlan(int step) {
            Outlook anew = Outlook.of(story.desired(), story.observed());
            Outlook remembered = Outlook.of(kept, story.desired(), story.observed());
            assertThat(PlanText.of(remembered.plan())).as("step %s", step)
                    .isEqualTo(PlanText.of(anew.plan()));
            assertThat(remembered).as("step %s", step).isEqualTo(anew);
            assertThat(PlanCheck.findings(story.observed(), anew.plan())).isEmpty();
            sameAtAnyGlance(step, anew.plan());
            return anew.plan();
        }

        private void sameAtAnyGlance(int step, Plan plan) {
            ClusterIndex anew = new ClusterIndex();
            sameWith(anew, NOTHING_SPARED, plan, "all steps, anew, step " + step);
            sameWith(unspared, NOTHING_SPARED, plan, "all steps, kept, step " + step);
            sameWith(byNode, NODE_BY_NODE, plan, "node by node, kept, step " + step);
        }

        private void sameWith(ClusterIndex index, Glance glance, Plan plan, String as) {
            index.see(story.desired(), story.observed());
            Plan other = ClusterPlanner.plan(index, Pace.CAREFUL, glance);
            assertThat(PlanText.of(other)).as(as).isEqualTo(PlanText.of(plan));
            assertThat(other).as(as).isEqualTo(plan);
        }

        private void join() {
            nodes++;
            story.nodes("core-" + (10 + nodes) + " zone=" + any("a", "b") + " disk="
                    + any("ssd", "hdd"));
        }

        private void change(int step) {
            String node = "core-" + (11 + random.nextInt(nodes));
            switch (random.nextInt(26)) {
                case 0, 1 -> story.silent(node, random.nextInt(12));
                case 2, 3 -> story.back(node);
                case 4 -> story.drain(node);
                case 5, 6 -> story.undrain(node);
                case 7 -> story.label(node, any("zone", "disk"), any("a", "b", "ssd", "hdd"));
                case 8 -> story.confirmDead(node);
                case 9 -> story.inDoubt(node, random.nextBoolean());
                case 10 -> story.trouble(node, ReasonCode.ENGINE_SILENT, random.nextInt(30));
                case 11 -> story.wellAgain(node);
                case 12 -> story.image(node, any("apache:1", "web:1", "peer:1"),
                        random.nextBoolean()
                                ? ReasonCode.IMAGE_PULL_FAILED
                                : ReasonCode.IMAGE_PRESENT);
                case 13, 14 -> story.later(Duration.ofSeconds(random.nextInt(9)));
                case 15 -> secret(step);
                case 16 -> story.lease(node, random.nextBoolean());
                case 17 -> doubt();
                case 18 -> story.neverReady(any("apache", "web", "haproxy", "lone"));
                case 19 -> story.ready(any("apache", "web", "haproxy", "lone"));
                case 20 -> other();
                case 21, 22 -> anyRow();
                default -> story.want(shop());
            }
        }

        private void doubt() {
            if (story.observed().complete()) {
                story.incomplete();
            } else {
                story.complete();
            }
        }

        private void secret(int step) {
            story.secret(new SecretId(new ProjectName("shop"), SecretId.SHARED,
                    new SecretName("token")), random.nextInt(step + 2));
        }

        private void other() {
            switch (random.nextInt(4)) {
                case 0 -> join();
                case 1 -> story.forget("shop");
                case 2 -> story.forget("other");
                default -> story.want(new TestProject("other")
                        .service("web", s -> s.cpu(300).published("http", 80)
                                .image("web:" + random.nextInt(2)))
                        .run("web", random.nextInt(4)));
            }
        }

        private void anyRow() {
            List<InstanceStatus> rows = story.observed().nodes().stream()
                    .flatMap(node -> node.status().instances().stream()).toList();
            if (!rows.isEmpty()) {
                story.report(rows.get(random.nextInt(rows.size())).id().address(),
                        any(Phase.UNHEALTHY, Phase.CRASHED, Phase.STARTING, Phase.READY));
            }
        }

        private TestProject shop() {
            TestProject shop = TestProject.shop(random.nextInt(5), random.nextInt(3))
                    .change("apache", s -> s.image("apache:" + random.nextInt(3))
                            .atOnce(1 + random.nextInt(2)))
                    .service("db", s -> s.port("sql", 5432).cpu(100 * random.nextInt(3)))
                    .service("web", s -> s.uses("db").after("db").image("web:"
                            + random.nextInt(2)).port("http", 80))
                    .service("gate", s -> s.port("http", 80)
                            .template("{{#web}}{{address}}{{/web}}").reload())
                    .service("peer", s -> s.port("gossip", 7000)
                            .template("{{#peer}}{{address}}{{/peer}}" + random.nextInt(2)))
                    .service("only", s -> s.exclusive(any(ServiceSpec.Exclusive.KEEP,
                            ServiceSpec.Exclusive.LEASE)))
                    .service("side", s -> s.near("only").apart("node"))
                    .service("keeper", s -> s.secret("token")).service("shipper", s -> s)
                    .service("lone", s -> s.image("lone:" + random.nextInt(3))
                            .atOnce(1 + random.nextInt(3)))
                    .secret("token", false)
                    .run("db", random.nextInt(2)).run("web", random.nextInt(5))
                    .run("gate", random.nextInt(2)).run("peer", random.nextInt(4))
                    .run("only", random.nextInt(3)).run("side", random.nextInt(3))
                    .run("keeper", random.nextInt(3)).run("lone", random.nextInt(7));
            rules(shop);
            if (random.nextInt(5) == 0) {
                shop.restart(any("web", "lamp", "lamp-1/apache-1", "web-2"), random.nextInt(9));
            }
            return random.nextInt(6) == 0 ? shop.paused() : shop;
        }

        private void rules(TestProject shop) {
            if (random.nextBoolean()) {
                shop.change("web", s -> s.apart(any("node", "zone")));
            }
            if (random.nextInt(3) == 0) {
                shop.change("apache", s -> s.only("disk", "ssd"));
            }
            if (random.nextInt(3) == 0) {
                shop.stack("lamp", "mysql", "apache", "db");
                shop.run("lamp", random.nextInt(4));
            }
            if (random.nextBoolean()) {
                shop.everyNode("shipper");
            }
        }

        @SafeVarargs
        private <T> T any(T... of) {
            return of[random.nextInt(of.length)];
        }
    }
}
