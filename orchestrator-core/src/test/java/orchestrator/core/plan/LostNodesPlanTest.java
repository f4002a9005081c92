package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is moved when several nodes are lost, and when. */
class LostNodesPlanTest {
    @Test
    void brakes_when_many_nodes_are_lost_at_once() {
        PlannerStory story = new PlannerStory()
                .nodes("core-01", "core-02", "core-03", "core-04", "core-05")
                .want(new TestProject("web").service("web", s -> s.port("http", 80))
                        .run("web", 5))
                .settle().silent("core-01", 60).silent("core-02", 60).silent("core-03", 60);

        assertThat(story.plan().actions()).isEmpty();
        assertThat(story.text()).contains("nothing is moved until some are back");
    }

    @Test
    void empties_one_lost_node_after_the_other() {
        PlannerStory story = new PlannerStory()
                .nodes("core-01", "core-02", "core-03", "core-04", "core-05")
                .want(new TestProject("web").service("web", s -> s.port("http", 80))
                        .run("web", 5))
                .settle().silent("core-01", 6).silent("core-02", 6);

        assertThat(story.text()).contains("core-01 is lost")
                .contains("hold web:web-2: core-02 is lost, and others that are have their turn");
        assertThat(LossPace.nextMove(story.desired(), story.observed()))
                .contains(Duration.ofSeconds(9));
        story.step().later(Duration.ofSeconds(8));
        assertThat(story.nodeOf("web-1")).isNotEqualTo("core-01");
        assertThat(story.plan().actions()).isEmpty();
        story.later(Duration.ofSeconds(1)).settle();
        assertThat(story.nodeOf("web-2")).isNotEqualTo("core-02");
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
