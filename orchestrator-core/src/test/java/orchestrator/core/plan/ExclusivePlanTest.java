package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import org.junit.jupiter.api.Test;

/** What proves that an exclusive instance runs nowhere, and what does not. */
class ExclusivePlanTest {
    private static PlannerStory lost(Exclusive exclusive) {
        return new PlannerStory().nodes("core-01", "core-02", "core-03")
                .want(project(exclusive, 1)).settle().silent("core-01", 600);
    }

    private static TestProject project(Exclusive exclusive, int count) {
        return new TestProject("p").service("only", s -> s.exclusive(exclusive))
                .run("only", count);
    }

    private static List<ReasonCode> holds(PlannerStory story) {
        return story.plan().holds().stream().map(hold -> hold.reason().code()).toList();
    }

    @Test
    void to_drain_a_silent_node_proves_nothing() {
        assertThat(holds(lost(Exclusive.KEEP).drain("core-01")))
                .containsExactly(ReasonCode.WAITS_FOR_PROOF);
    }

    @Test
    void a_lease_proves_nothing_of_what_does_not_run_under_it() {
        assertThat(holds(lost(Exclusive.KEEP).lease("core-01", true)))
                .containsExactly(ReasonCode.WAITS_FOR_PROOF);
        assertThat(holds(lost(Exclusive.KEEP).want(project(Exclusive.LEASE, 1))
                .lease("core-01", true))).containsExactly(ReasonCode.WAITS_FOR_PROOF);
    }

    @Test
    void a_person_who_vouches_that_the_node_is_dead_is_believed_while_it_is_silent() {
        PlannerStory dead = lost(Exclusive.KEEP).confirmDead("core-01");

        assertThat(dead.text()).isEqualTo("""
                stop p:only-1 on core-01: core-01 is dead, says alice
                start p:only-1 on core-02: core-01 is dead, says alice
                """);
        assertThat(dead.back("core-01").text())
                .isEqualTo("stop p:only-1 on core-01: core-01 is draining\n");
    }

    @Test
    void the_word_for_one_silence_proves_nothing_in_the_next() {
        PlannerStory again = lost(Exclusive.KEEP).confirmDead("core-01").back("core-01")
                .silent("core-01", 300);

        assertThat(holds(again)).containsExactly(ReasonCode.WAITS_FOR_PROOF);
    }

    @Test
    void what_was_stopped_on_a_node_that_is_silent_since_needs_the_same_proof() {
        PlannerStory stopped = lost(Exclusive.KEEP).want(project(Exclusive.KEEP, 0)).step()
                .want(project(Exclusive.KEEP, 1));

        assertThat(holds(stopped)).containsExactly(ReasonCode.WAITS_FOR_PROOF);
        assertThat(stopped.confirmDead("core-01").text())
                .isEqualTo("start p:only-1 on core-02: the file asks for it\n");
    }

    @Test
    void an_instance_under_a_lease_moves_once_the_lease_is_over() {
        PlannerStory lost = lost(Exclusive.LEASE).leased("core-01");

        assertThat(holds(lost)).containsExactly(ReasonCode.WAITS_FOR_PROOF);
        assertThat(holds(lost.lease("core-01", false)))
                .containsExactly(ReasonCode.WAITS_FOR_LEASE);
        assertThat(lost.lease("core-01", true).text()).isEqualTo("""
                stop p:only-1 on core-01: core-01 is lost
                start p:only-1 on core-02: core-01 is lost
                """);
    }

    @Test
    void what_was_stopped_under_a_lease_ends_with_the_lease() {
        PlannerStory stopped = lost(Exclusive.LEASE).leased("core-01")
                .want(project(Exclusive.LEASE, 0)).step().want(project(Exclusive.LEASE, 1));

        assertThat(holds(stopped.lease("core-01", false)))
                .containsExactly(ReasonCode.WAITS_FOR_LEASE);
        assertThat(stopped.lease("core-01", true).text())
                .isEqualTo("start p:only-1 on core-02: the file asks for it\n");
    }

    @Test
    void what_has_moved_may_move_again_while_both_leases_are_over() {
        PlannerStory moved = lost(Exclusive.LEASE).leased("core-01").lease("core-01", true).step()
                .leased("core-02").lease("core-02", true);

        assertThat(moved.nodeOf("only-1")).isEqualTo("core-02");
        assertThat(moved.silent("core-02", 600).plan().actions()).hasSize(2);
    }

    @Test
    void the_brake_holds_back_what_a_lease_would_let_go() {
        PlannerStory story = new PlannerStory().nodes("core-01", "core-02", "core-03", "core-04")
                .want(project(Exclusive.LEASE, 4)).settle();
        for (String node : List.of("core-01", "core-02", "core-03")) {
            story.leased(node).lease(node, true).silent(node, 600);
        }

        assertThat(holds(story)).containsOnly(ReasonCode.MANY_NODES_LOST);
        assertThat(holds(story.lease("core-01", false))).doesNotContain(
                ReasonCode.MANY_NODES_LOST);
    }
}
