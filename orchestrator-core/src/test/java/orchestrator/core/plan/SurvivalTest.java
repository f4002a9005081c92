package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.scheduler.Refusal;
import org.junit.jupiter.api.Test;

class SurvivalTest {
    private static Survival of(PlannerStory story) {
        story.settle();
        return Survival.of(story.desired(), story.observed());
    }

    private static PlannerStory nodes(int count) {
        PlannerStory story = new PlannerStory();
        IntStream.rangeClosed(1, count)
                .forEach(number -> story.nodes("core-%03d".formatted(number)));
        return story;
    }

    private static String addresses(List<Hold> holds) {
        return holds.stream().map(hold -> hold.instance().address())
                .collect(Collectors.joining(" "));
    }

    @Test
    void all_that_runs_finds_room_on_the_other_nodes() {
        Survival survival = of(nodes(3).want(new TestProject("shop")
                .service("web", s -> s.cpu(2000)).run("web", 4)));
        assertThat(survival.isSafe()).isTrue();
        assertThat(survival.losses()).hasSize(3)
                .allSatisfy(loss -> assertThat(loss.holds()).isEmpty());
    }

    @Test
    void what_no_other_node_can_take_is_named_with_every_refusal() {
        Survival survival = of(nodes(2).want(new TestProject("shop")
                .service("web", s -> s.cpu(2500)).run("web", 2)));
        assertThat(survival.isSafe()).isFalse();
        Hold hold = survival.losses().getFirst().withoutPlace().getFirst();
        assertThat(hold.instance().address()).isEqualTo("web-1");
        assertThat(hold.refusals()).extracting(Refusal::text).contains("1 cpu short");
    }

    @Test
    void data_waits_for_its_node_and_users_wait_for_the_data() {
        Survival survival = of(nodes(3).want(TestProject.shop(1, 2)));
        Survival.Loss loss = survival.losses().getFirst();
        assertThat(survival.isSafe()).isTrue();
        assertThat(addresses(loss.waitForData())).isEqualTo("lamp-1/mysql-1");
        assertThat(addresses(loss.waitForOthers())).isEqualTo("lamp-1/apache-1");
    }

    @Test
    void an_exclusive_one_waits_for_proof_and_one_under_a_lease_does_not() {
        PlannerStory story = nodes(2).want(new TestProject("shop")
                .service("keep", s -> s.exclusive(Exclusive.KEEP)).run("keep", 1)
                .service("lease", s -> s.exclusive(Exclusive.LEASE)).run("lease", 1));
        Survival survival = of(story);
        assertThat(survival.isSafe()).isTrue();
        assertThat(survival.losses().stream()
                .map(loss -> addresses(loss.waitForProof())).collect(Collectors.joining()))
                .isEqualTo("keep-1");
        assertThat(survival.losses()).flatExtracting(Survival.Loss::holds).hasSize(1);
    }

    @Test
    void one_of_every_node_is_not_missed_without_its_node() {
        Survival survival = of(nodes(2).want(new TestProject("shop")
                .service("shipper", s -> s).everyNode("shipper")));
        assertThat(survival.losses()).flatExtracting(Survival.Loss::holds).isEmpty();
    }

    @Test
    void nodes_that_take_no_work_are_not_thought_away() {
        PlannerStory story = nodes(3).silent("core-001", 60).drain("core-002");
        assertThat(of(story).losses()).extracting(loss -> loss.node().value())
                .containsExactly("core-003");
    }

    @Test
    void one_node_after_the_other_is_thought_away_on_its_own() {
        PlannerStory story = nodes(2).want(new TestProject("shop")
                .service("web", s -> s.published("http", 80)).run("web", 1));
        Survival once = of(story);
        assertThat(once.isSafe()).isTrue();
        assertThat(Survival.of(story.desired(), story.observed())).isEqualTo(once);
    }

    @Test
    void many_nodes_and_instances_are_asked_about_at_once() {
        PlannerStory story = nodes(300).want(new TestProject("shop")
                .service("web", s -> s.cpu(900).port("http", 80)).run("web", 1000));
        assertThat(ClusterPlanner.plan(story.desired(), story.observed()).actions())
                .hasSize(1000);
        story.step();
        assertThat(of(story).isSafe()).isTrue();
    }

    @Test
    void losses_are_told_by_what_keeps_each_instance() {
        Survival survival = of(nodes(1).want(TestProject.shop(1, 1)));
        assertThat(survival.losses().getFirst().holds())
                .extracting(hold -> hold.reason().code())
                .containsExactly(ReasonCode.WAITS_FOR_READY, ReasonCode.WAITS_FOR_DATA,
                        ReasonCode.NO_NODE_FITS);
    }
}
