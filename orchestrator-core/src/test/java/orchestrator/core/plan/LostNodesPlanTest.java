package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.NodeObservation.Emptied;
import org.junit.jupiter.api.Test;

/** What is moved when several nodes are lost, and when. */
class LostNodesPlanTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static PlannerStory oneOnEachOfFive() {
        return new PlannerStory().nodes("core-01", "core-02", "core-03", "core-04", "core-05")
                .want(new TestProject("web").service("web", s -> s.port("http", 80))
                        .run("web", 5))
                .settle();
    }

    @Test
    void brakes_when_many_nodes_are_lost_at_once() {
        PlannerStory story = oneOnEachOfFive().silent("core-01", 60)
                .silent("core-02", 60).silent("core-03", 60);

        assertThat(story.plan().actions()).isEmpty();
        assertThat(story.text()).contains("nothing is moved until some are back");
    }

    @Test
    void a_successor_on_one_of_many_lost_nodes_is_not_begun_anew_elsewhere() {
        PlannerStory story = oneOnEachOfFive().drain("core-01").neverReady("web").step();
        String next = story.nodeOf("web-1").replace("core-01,", "");
        story.silent(next, 60).silent("core-04", 60).silent("core-05", 60);

        assertThat(next).isEqualTo("core-02");
        assertThat(story.plan().actions()).isEmpty();
        assertThat(story.text()).contains("hold web:web-1: core-02 is lost, but so many are");
        story.back("core-05");
        assertThat(story.text()).contains("stop web:web-1 on core-02");
    }

    @Test
    void empties_one_lost_node_after_the_other() {
        PlannerStory story = oneOnEachOfFive().silent("core-01", 6).silent("core-02", 6);

        assertThat(story.text()).contains("core-01 is lost")
                .contains("hold web:web-2: core-02 is lost, and others that are have their turn");
        story.step();
        assertThat(story.nodeOf("web-1")).isNotEqualTo("core-01");
        assertThat(next(story)).contains(Duration.ofSeconds(10));
        story.later(Duration.ofMillis(9_999));
        assertThat(story.plan().actions()).isEmpty();
        story.later(Duration.ofMillis(1)).settle();
        assertThat(story.nodeOf("web-2")).isNotEqualTo("core-02");
    }

    private static Optional<Duration> next(PlannerStory story) {
        return Outlook.of(story.desired(), story.observed()).nextMove();
    }

    private static PlannerStory twoLost(int patience) {
        return new PlannerStory().nodes("core-01", "core-02", "core-03", "core-04", "core-05")
                .want(new TestProject("slow").service("web", s -> s.port("http", 80)
                        .lostAfter(patience)).run("web", 1))
                .settle()
                .want(new TestProject("web").service("web", s -> s.port("http", 80))
                        .run("web", 1))
                .settle().silent("core-01", 0).silent("core-02", 0);
    }

    @Test
    void two_nodes_are_not_emptied_together_because_one_service_waits_longer() {
        PlannerStory story = twoLost(15);
        assertThat(next(story)).contains(Duration.ofSeconds(5));

        story.later(Duration.ofSeconds(5)).settle();
        assertThat(story.nodeOf("web-1")).doesNotContain("core-02");
        story.later(Duration.ofMillis(9_999));
        assertThat(story.plan().actions()).isEmpty();
        story.later(Duration.ofMillis(1)).settle();
        assertThat(story.runs()).contains("core-01: \n").contains("core-02: \n");
    }

    @Test
    void the_longest_lost_is_emptied_first() {
        PlannerStory story = twoLost(5).silent("core-02", 7).silent("core-01", 6);

        assertThat(story.text()).contains("core-02 is lost").contains("hold slow:web-1: core-01");
    }

    @Test
    void a_lost_node_that_returns_does_not_let_the_next_one_go_at_once() {
        PlannerStory story = twoLost(5).silent("core-01", 6).silent("core-02", 6).step()
                .back("core-01").later(Duration.ofSeconds(3));

        assertThat(story.text()).contains("hold web:web-1: core-02 is lost, and others");
        story.later(Duration.ofSeconds(7));
        assertThat(story.text()).contains("stop web:web-1 on core-02");
    }

    @Test
    void what_is_left_on_a_node_does_not_keep_the_next_one_waiting_for_ever() {
        Emptied first = LossPace.next(Optional.empty(), NOON);
        Emptied more = LossPace.next(Optional.of(first), NOON.plusSeconds(9));
        Emptied turn = LossPace.next(Optional.of(more), NOON.plusSeconds(19));

        assertThat(more).isEqualTo(new Emptied(NOON, NOON.plusSeconds(9)));
        assertThat(turn).isEqualTo(new Emptied(NOON.plusSeconds(19), NOON.plusSeconds(19)));
    }

    @Test
    void what_ran_under_a_lease_waits_for_no_turn_and_takes_none() {
        PlannerStory story = twoLost(5).leased("core-01").silent("core-01", 60)
                .silent("core-02", 6).lease("core-01", true);

        assertThat(story.text()).contains("stop slow:web-1 on core-01")
                .contains("stop web:web-1 on core-02");
    }

    @Test
    void an_instance_stays_where_an_engine_is_silent_and_answers_by_turns() {
        PlannerStory story = new PlannerStory().nodes("core-01", "core-02")
                .neverReady("web").want(new TestProject("web")
                        .service("web", s -> s.port("http", 80)).run("web", 1))
                .step();

        story.trouble("core-01", ReasonCode.ENGINE_SILENT, 14);
        assertThat(story.plan().actions()).isEmpty();
        story.trouble("core-01", ReasonCode.ENGINE_SILENT, 15);
        assertThat(story.text()).contains("stop web:web-1 on core-01");
    }

    @Test
    void empties_a_tenth_of_a_large_cluster_at_once() {
        PlannerStory story = new PlannerStory().nodes(IntStream.rangeClosed(10, 39)
                .mapToObj(number -> "core-" + number).toArray(String[]::new))
                .want(new TestProject("web").service("web", s -> s.cpu(2100).port("http", 80))
                        .run("web", 26))
                .settle();
        IntStream.rangeClosed(10, 13).forEach(number -> story.silent("core-" + number, 6));

        assertThat(story.plan().actions().stream()
                .filter(Action.Stop.class::isInstance)).hasSize(3);
    }

    @Test
    void a_person_who_drains_a_lost_node_need_not_wait_for_its_turn() {
        PlannerStory story = new PlannerStory().nodes("core-01", "core-02", "core-03", "core-04")
                .want(new TestProject("web").service("web", s -> s.port("http", 80))
                        .run("web", 4))
                .settle().silent("core-01", 6).silent("core-02", 6).drain("core-02");

        assertThat(story.text()).contains("core-01 is lost").contains("core-02 is lost")
                .doesNotContain("turn");
    }

    @Test
    void the_long_dead_who_keep_only_their_data_do_not_hold_the_brake() {
        PlannerStory story = new PlannerStory()
                .nodes("core-01", "core-02", "core-03", "core-04", "core-05", "core-06")
                .want(TestProject.shop(4, 2)).settle();

        story.silent(story.nodeOf("lamp-1/mysql-1"), 60).settle()
                .silent(story.nodeOf("lamp-2/mysql-1"), 60).settle()
                .silent(story.nodeOf("lamp-3/mysql-1"), 60).settle();

        assertThat(story.text()).doesNotContain("so many are");
        assertThat(story.only("haproxy-1").lists().getFirst().endpoints())
                .extracting(endpoint -> endpoint.instance().address())
                .containsExactly("lamp-4/apache-1");
    }

    @Test
    void a_person_who_drains_a_silent_node_lifts_the_brake_for_it() {
        PlannerStory story = new PlannerStory().nodes("core-01", "core-02", "core-03", "core-04")
                .want(new TestProject("web").service("web", s -> s.port("http", 80))
                        .run("web", 4))
                .settle().silent("core-01", 60).silent("core-02", 60).silent("core-03", 60);

        assertThat(story.drain("core-01").text()).contains("start web:web-1 on core-04");
    }
}
