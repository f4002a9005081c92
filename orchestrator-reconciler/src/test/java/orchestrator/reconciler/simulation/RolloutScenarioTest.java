package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.reconciler.client.ProjectChangedException;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rollouts that go well, that fail, that are held back: real leader, agents, planners. */
class RolloutScenarioTest {
    private static final String FIRST = Declarations.site("web:1", "cache:1");

    private final SimulatedCluster cluster = new SimulatedCluster(11, 3);
    private final RolloutSight rollout = new RolloutSight(cluster);
    private int mark;

    @BeforeEach
    void roll_out_a_first_revision() {
        cluster.apply(FIRST);
        rollout.await(1, Outcome.DONE);
        cluster.awaitSettled();
        rollout.guardBudget();
        mark = cluster.log().mark();
    }

    @AfterEach
    void end() {
        cluster.close();
        assertThat(rollout.violations()).isEmpty();
    }

    @Test
    void a_good_revision_replaces_everything_once_and_is_good() {
        cluster.apply(Declarations.site("web:2", "cache:2"));
        rollout.await(2, Outcome.DONE);

        assertThat(rollout.record().good()).isEqualTo(2);
        assertThat(cluster.sight().images()).containsExactly("cache:2", "web:2");
        assertThat(cluster.log().since(mark, Deed.CREATED)).hasSize(6);
        assertThat(rollout.leastReady("web")).isEqualTo(3);
        assertThat(rollout.leastReady("cache")).isEqualTo(2);
        cluster.await("the event", () -> cluster.sight().tells(
                "site revision 2 runs as asked, 6 of 6 ready"));
    }

    @Test
    void a_broken_image_is_rolled_back_by_itself_and_no_old_copy_is_stopped() {
        cluster.breakImage("web:2", true);
        TreeMap<String, Incarnation> before = cluster.sight().running();

        cluster.apply(Declarations.site("web:2", "cache:1"));
        rollout.await(3, Outcome.DONE);
        cluster.awaitSettled();

        assertThat(cluster.sight().running()).isEqualTo(before);
        assertThat(cluster.sight().images()).containsExactly("cache:1", "web:1");
        assertThat(cluster.log().since(mark, Deed.STARTED)).allMatch(
                entry -> entry.identity().instance().address().equals("web-1"));
        Failure failure = rollout.failure(2);
        assertThat(failure.rolledBackTo()).contains(1);
        assertThat(failure.reason().code()).isEqualTo(ReasonCode.CHECK_FAILED);
        assertThat(failure.check().orElseThrow()).startsWith("GET http://10.0.0.")
                .endsWith("/health");
        assertThat(failure.output()).contains("simulated web:2 started");
        assertThat(failure.touched()).isEqualTo(1);
        assertThat(failure.of()).isEqualTo(3);
    }

    @Test
    void a_rollback_is_a_revision_with_the_content_of_the_good_one() {
        cluster.person().restart("site", "cache");
        rollout.await(2, Outcome.DONE);
        cluster.breakImage("web:2", true);
        cluster.apply(Declarations.site("web:2", "cache:1"));
        rollout.await(4, Outcome.DONE);

        Revision revision = cluster.person().client().revision(RolloutSight.SITE, 4)
                .orElseThrow();
        assertThat(revision.who()).isEqualTo("(auto)");
        assertThat(revision.from()).isEqualTo("rollback");
        assertThat(revision.change()).isEqualTo("same as 2");
        assertThat(revision.text()).isEqualTo(FIRST);
        assertThat(rollout.outcomes()).containsExactly(Outcome.DONE, Outcome.DONE, Outcome.FAILED,
                Outcome.DONE);
        cluster.await("the event", () -> cluster.sight().tells(
                "site rolled back to what revision 2 asked for, as revision 4"));
    }

    @Test
    void where_a_failure_only_stops_the_rest_runs_on_as_before() {
        cluster.breakImage("web:2", true);
        cluster.apply(Declarations.site("web:2", "cache:1", "stop"));
        rollout.await(2, Outcome.FAILED);
        cluster.pass(Duration.ofMinutes(2));

        assertThat(cluster.log().since(mark, Deed.CREATED)).extracting(
                entry -> entry.identity().instance().address()).containsOnly("web-1");
        assertThat(cluster.sight().holds().get("web-2").code())
                .isEqualTo(ReasonCode.ROLLOUT_STOPPED);
        assertThat(rollout.current()).isEqualTo(2);

        cluster.breakImage("web:2", false);
        cluster.apply(Declarations.site("web:2", "cache:2", "stop"));
        rollout.await(3, Outcome.DONE);
    }

    @Test
    void a_pause_finishes_what_is_under_way_and_goes_no_further() {
        cluster.apply(Declarations.site("web:2", "cache:1"));
        cluster.await("the first new copy", () -> rollout.running("web:2") == 1);
        cluster.person().pause("site");
        cluster.pass(Duration.ofMinutes(2));

        assertThat(rollout.running("web:2")).isEqualTo(1);
        assertThat(rollout.running("web:1")).isEqualTo(2);
        assertThat(cluster.sight().holds().get("web-3").code())
                .isEqualTo(ReasonCode.ROLLOUT_PAUSED);
        assertThat(cluster.sight().tells("site alice paused the rollout of revision 2")).isTrue();

        cluster.person().resume("site");
        rollout.await(2, Outcome.DONE);
        assertThat(rollout.running("web:2")).isEqualTo(3);
    }

    @Test
    void a_paused_rollout_whose_copy_fails_is_rolled_back_all_the_same() {
        cluster.breakImage("web:2", true);
        cluster.apply(Declarations.site("web:2", "cache:1"));
        cluster.await("the first new copy", () -> rollout.running("web:2") == 1);
        cluster.person().pause("site");

        rollout.await(3, Outcome.DONE);
        assertThat(rollout.running("web:1")).isEqualTo(3);
    }

    @Test
    void a_restart_of_one_address_touches_that_one_alone() {
        int revision = cluster.person().restart("site", "web-2");
        rollout.await(revision, Outcome.DONE);

        assertThat(cluster.log().since(mark, Deed.CREATED)).extracting(
                entry -> entry.identity().instance().address()).containsExactly("web-2");

        cluster.apply(Declarations.site("web:1", "cache:1"));
        rollout.await(revision + 1, Outcome.DONE);
        assertThat(cluster.log().since(mark, Deed.CREATED)).hasSize(1);
    }

    @Test
    void a_restart_of_the_project_goes_copy_by_copy() {
        TreeMap<String, Incarnation> before = cluster.sight().running();
        int revision = cluster.person().restart("site", "web", "cache");
        rollout.await(revision, Outcome.DONE);

        assertThat(cluster.log().since(mark, Deed.CREATED)).hasSize(6);
        assertThat(cluster.sight().running().values()).doesNotContainAnyElementsOf(
                before.values());
        assertThat(rollout.leastReady("web")).isEqualTo(3);
        assertThat(rollout.leastReady("cache")).isEqualTo(2);
    }

    @Test
    void a_node_that_cannot_fetch_the_image_loses_its_copy_and_the_rollout_goes_on() {
        cluster.node("core-02").hands().refusePull("web:2", Kind.PULL_FAILED);
        cluster.apply(Declarations.site("web:2", "cache:1"));
        rollout.await(2, Outcome.DONE);

        assertThat(rollout.running("web:2")).isEqualTo(3);
        assertThat(cluster.sight().containers().filter(each -> each.image().equals("web:2")))
                .noneMatch(each -> each.node().name().value().equals("core-02"));
    }

    @Test
    void a_tag_that_does_not_exist_is_rolled_back_before_anything_was_touched() {
        cluster.apply(Declarations.site("web:1", "cache:no-such-tag"));
        rollout.await(3, Outcome.DONE);

        assertThat(cluster.log().since(mark)).isEmpty();
        assertThat(rollout.failure(2).reason().code()).isEqualTo(ReasonCode.IMAGE_MISSING);
        assertThat(rollout.failure(2).touched()).isZero();
        assertThat(rollout.failure(2).of()).isEqualTo(3);
    }

    @Test
    void a_tag_that_does_not_exist_stops_no_old_copy_where_the_new_one_starts_first() {
        cluster.apply(Declarations.site("web:no-such-tag", "cache:1"));
        rollout.await(3, Outcome.DONE);

        assertThat(cluster.log().since(mark)).isEmpty();
        assertThat(rollout.failure(2).reason().code()).isEqualTo(ReasonCode.IMAGE_MISSING);
    }

    @Test
    void a_first_revision_that_fails_is_not_given_up() {
        for (String node : cluster.nodeNames()) {
            cluster.node(node).hands().refusePull("fresh:1", Kind.IMAGE_MISSING);
        }
        cluster.apply(Declarations.web(2, "fresh:1"));
        rollout.of("web").await(1, Outcome.FAILED);
        assertThat(rollout.of("web").record().good()).isZero();
        cluster.pass(Duration.ofMinutes(1));

        for (String node : cluster.nodeNames()) {
            cluster.node(node).hands().allowPull("fresh:1");
        }
        rollout.of("web").await(1, Outcome.DONE);
        assertThat(rollout.running("fresh:1")).isEqualTo(2);
    }

    @Test
    void of_two_people_who_apply_at_once_one_wins_and_the_other_is_told() {
        Revision seen = cluster.person().client().revision(RolloutSight.SITE, 1).orElseThrow();
        cluster.apply(Declarations.site("web:2", "cache:1"));

        assertThatThrownBy(() -> cluster.person().client().apply(seen, OptionalInt.of(1)))
                .isInstanceOf(ProjectChangedException.class)
                .hasMessageContaining("project site is at revision 2 by now");
        rollout.await(2, Outcome.DONE);
        assertThat(rollout.running("web:2")).isEqualTo(3);
    }

    @Test
    void whoever_applies_while_the_leader_rolls_back_wins() {
        cluster.breakImage("web:2", true);
        cluster.apply(Declarations.site("web:2", "cache:1"));
        boolean[] applied = {false};
        cluster.beforeLeaderCommits(writes -> {
            boolean rollsBack = writes.stream().anyMatch(
                    write -> write.path().equals("/projects/site/revisions/3"));
            if (rollsBack && !applied[0]) {
                applied[0] = true;
                cluster.apply(Declarations.site("web:3", "cache:1"));
            }
        });
        rollout.await(3, Outcome.DONE);

        assertThat(applied[0]).isTrue();
        assertThat(rollout.running("web:3")).isEqualTo(3);
        assertThat(rollout.outcomes()).containsExactly(Outcome.DONE, Outcome.OVERTAKEN,
                Outcome.DONE);
    }

    @Test
    void a_newer_revision_takes_the_place_of_one_that_is_stuck() {
        cluster.apply(Declarations.site("web:2", "cache:1").replace("memory: 100MB",
                "memory: 900GB"));
        cluster.pass(Duration.ofMinutes(1));
        assertThat(rollout.outcomes()).containsExactly(Outcome.DONE, Outcome.UNDER_WAY);

        cluster.apply(Declarations.site("web:3", "cache:1"));
        rollout.await(3, Outcome.DONE);

        assertThat(rollout.outcomes()).containsExactly(Outcome.DONE, Outcome.OVERTAKEN,
                Outcome.DONE);
        assertThat(cluster.sight().images()).isEqualTo(List.of("cache:1", "web:3"));
    }
}
