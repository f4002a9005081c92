package orchestrator.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;
import orchestrator.core.model.Tombstone;
import orchestrator.core.plan.Action;
import orchestrator.core.rollout.RolloutStory.Row;
import orchestrator.core.state.DesiredProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a revision is under way, done, or overtaken. */
class RolloutJudgeTest {
    private static final DesiredProject FIRST = RolloutStory.file(1, "web:1", "rollback", 2);
    private static final DesiredProject SECOND = RolloutStory.file(2, "web:2", "rollback", 2);

    private final RolloutStory story = new RolloutStory(3).current(FIRST);

    @Test
    void a_changed_service_of_which_nothing_can_be_reached_keeps_it_under_way() {
        story.current(SECOND).good(FIRST);
        story.runs("n1", "web-1", SECOND);
        story.node("n1").silentSince = Optional.of(RolloutStory.NOON);
        story.runs("n2", "cache-1", SECOND);
        story.holds("web-1", ReasonCode.NODE_SILENT);
        assertThat(outcome(2)).isEqualTo(Outcome.UNDER_WAY);

        story.runs("n2", "web-2", SECOND);
        assertThat(outcome(2)).isEqualTo(Outcome.DONE);
    }

    @Test
    void a_service_that_no_node_takes_proves_nothing_of_a_first_revision_or_a_changed_one() {
        story.runs("n2", "web-1", FIRST);
        story.holds("cache-1", ReasonCode.NO_NODE_FITS);
        assertThat(outcome(1)).isEqualTo(Outcome.UNDER_WAY);

        story.good(RolloutStory.file(8, "web:1", "rollback", 2))
                .current(RolloutStory.file(9, "web:1", "rollback", 2));
        assertThat(outcome(9)).isEqualTo(Outcome.DONE);
    }

    @Test
    void a_changed_check_that_no_reachable_container_was_given_keeps_it_under_way() {
        DesiredProject checked = RolloutStory.checkedOtherwise(FIRST, "/other");
        story.current(checked).good(FIRST);
        story.runs("n1", "web-1", FIRST);
        story.node("n1").silentSince = Optional.of(RolloutStory.NOON);
        story.record = noted();
        story.now = RolloutStory.NOON.plusSeconds(60);

        assertThat(story.decide()).isEqualTo(new RolloutStep.Nothing());
    }

    @Test
    void a_revision_that_is_not_known_yet_is_under_way() {
        story.fares("n1", "web-1", FIRST, Row.of(Phase.STARTING, ReasonCode.CHECK_PENDING));

        assertThat(noted().results()).containsExactly(
                new Result(1, Outcome.UNDER_WAY, RolloutStory.NOON, Optional.empty()));
    }

    @Test
    void what_is_known_is_not_written_again() {
        story.fares("n1", "web-1", FIRST, Row.of(Phase.STARTING, ReasonCode.CHECK_PENDING));
        story.record = noted();

        assertThat(story.decide()).isEqualTo(new RolloutStep.Nothing());
    }

    @Test
    void a_revision_that_runs_as_it_asks_is_done_and_good() {
        story.runs("n1", "web-1", FIRST);
        story.runs("n2", "web-2", FIRST);

        assertThat(noted().good()).isEqualTo(1);
        assertThat(outcome(1)).isEqualTo(Outcome.DONE);
    }

    @Test
    void a_done_revision_stays_done_whatever_happens_to_it() {
        story.runs("n1", "web-1", FIRST);
        story.record = noted();
        story.fares("n2", "web-2", FIRST, Row.of(Phase.CRASHED, ReasonCode.CHECK_FAILED));

        assertThat(story.decide()).isEqualTo(new RolloutStep.Nothing());
    }

    @Test
    void a_revision_that_asks_for_no_instance_is_done_at_once() {
        assertThat(noted().good()).isEqualTo(1);
    }

    @Test
    void one_that_is_ready_but_not_stable_yet_keeps_it_under_way() {
        story.fares("n1", "web-1", FIRST,
                new Row(Phase.READY, ReasonCode.CHECK_PASSED, 0, false));

        assertThat(outcome(1)).isEqualTo(Outcome.UNDER_WAY);
    }

    @Test
    void one_of_the_revision_before_keeps_it_under_way() {
        story.current(SECOND).good(FIRST);
        story.runs("n1", "web-1", FIRST);
        story.runs("n2", "web-2", SECOND);

        assertThat(outcome(2)).isEqualTo(Outcome.UNDER_WAY);
    }

    @Test
    void anything_left_to_do_keeps_it_under_way_but_lists_and_burials() {
        AssignedInstance one = story.runs("n1", "web-1", FIRST);
        NodeName node = new NodeName("n1");
        Reason why = RolloutStory.reason(ReasonCode.CHANGED);
        story.plansTo(new Action.Adjust(node, one, why));
        story.plansTo(new Action.Bury(node, one.id(), one.incarnation(), why));
        assertThat(outcome(1)).isEqualTo(Outcome.DONE);

        story.plansTo(new Action.Stop(node, one.id(), one.incarnation(), why));
        assertThat(outcome(1)).isEqualTo(Outcome.UNDER_WAY);
    }

    @Test
    void one_that_still_stops_keeps_it_under_way_until_it_can_be_buried() {
        AssignedInstance old = story.runs("n1", "web-1", FIRST);
        story.node("n1").assigned.clear();
        story.node("n1").tombstones.add(new Tombstone(old.id(), old.incarnation(),
                RolloutStory.reason(ReasonCode.COUNT_DOWN)));
        assertThat(outcome(1)).isEqualTo(Outcome.UNDER_WAY);

        story.plansTo(new Action.Bury(new NodeName("n1"), old.id(),
                old.incarnation(), RolloutStory.reason(ReasonCode.COUNT_DOWN)));
        assertThat(outcome(1)).isEqualTo(Outcome.DONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"NODE_SILENT", "NODE_LOST", "WAITS_FOR_DATA", "NO_NODE_FITS",
            "MANY_NODES_LOST", "WAITS_FOR_PROOF", "WAITS_FOR_LEASE"})
    void what_only_nodes_hold_back_does_not_matter(ReasonCode code) {
        story.runs("n1", "web-1", FIRST);
        story.runs("n1", "cache-1", FIRST);
        story.holds("web-2", code);
        story.holds("web-3", ReasonCode.WAITS_FOR_READY);

        assertThat(outcome(1)).isEqualTo(Outcome.DONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"WAITS_FOR_READY", "WAITS_FOR_BUDGET", "ROLLOUT_PAUSED",
            "WAITS_FOR_SECRET", "STORE_IN_DOUBT", "WAITS_FOR_STABLE"})
    void any_other_hold_keeps_it_under_way(ReasonCode code) {
        story.runs("n1", "web-1", FIRST);
        story.holds("web-2", code);

        assertThat(outcome(1)).isEqualTo(Outcome.UNDER_WAY);
    }

    @Test
    void a_silent_node_does_not_matter() {
        story.runs("n1", "web-1", FIRST);
        story.fares("n2", "web-2", FIRST, Row.of(Phase.STARTING, ReasonCode.CHECK_PENDING));
        story.node("n2").silentSince = Optional.of(RolloutStory.NOON);

        assertThat(outcome(1)).isEqualTo(Outcome.DONE);
    }

    @Test
    void a_newer_revision_overtakes_one_that_was_under_way_and_no_other() {
        story.record = new RolloutRecord(RolloutStory.WEB, 0, List.of(
                new Result(1, Outcome.FAILED, RolloutStory.NOON, Optional.empty()),
                new Result(2, Outcome.UNDER_WAY, RolloutStory.NOON, Optional.empty())));
        story.current(RolloutStory.file(3, "web:3", "rollback", 2));
        story.fares("n1", "web-1", FIRST, Row.of(Phase.STARTING, ReasonCode.CHECK_PENDING));

        assertThat(noted().results()).extracting(Result::outcome)
                .containsExactly(Outcome.FAILED, Outcome.OVERTAKEN, Outcome.UNDER_WAY);
    }

    @Test
    void the_record_is_bounded() {
        for (int revision = 1; revision <= 120; revision++) {
            story.current(RolloutStory.file(revision, "web:1", "rollback", 0));
            story.record = noted();
        }

        assertThat(story.record.results()).hasSize(RolloutRecord.KEPT);
        assertThat(story.record.results().getLast().revision()).isEqualTo(120);
        assertThat(story.record.good()).isEqualTo(120);
    }

    @Test
    void only_the_last_failures_keep_what_their_containers_wrote() {
        DesiredProject current = RolloutStory.file(1, "web:2", "stop", 2);
        for (int revision = 1; revision <= 20; revision++) {
            current = RolloutStory.file(revision, "web:2", "stop", 2);
            story.current(current);
            story.node("n1").assigned.clear();
            story.fares("n1", "web-1", current,
                    Row.of(Phase.UNHEALTHY, ReasonCode.CHECK_FAILED));
            story.record = noted();
        }

        assertThat(story.record.results()).hasSize(20).allMatch(each -> each.failure().isPresent());
        assertThat(story.record.results()).filteredOn(
                each -> !each.failure().orElseThrow().output().isEmpty()).hasSize(5);
    }

    @Test
    void a_deleting_revision_is_done_when_nothing_is_left_and_is_none_to_go_back_to() {
        story.good(FIRST).current(new DesiredProject(RolloutStory.WEB, 2, List.of(), List.of(),
                List.of(), new TreeMap<>(), Optional.empty()));
        AssignedInstance one = story.runs("n1", "web-1", FIRST);
        assertThat(outcome(2)).isEqualTo(Outcome.UNDER_WAY);

        story.node("n1").assigned.remove(one);

        assertThat(outcome(2)).isEqualTo(Outcome.DONE);
        assertThat(noted().good()).isZero();
    }

    @Test
    void nothing_is_decided_of_a_state_that_is_not_complete() {
        story.runs("n1", "web-1", FIRST);
        story.complete = false;

        assertThat(story.decide()).isEqualTo(new RolloutStep.Nothing());
    }

    private RolloutRecord noted() {
        return ((RolloutStep.Note) story.decide()).record();
    }

    private Outcome outcome(int revision) {
        return noted().result(revision).orElseThrow().outcome();
    }
}
