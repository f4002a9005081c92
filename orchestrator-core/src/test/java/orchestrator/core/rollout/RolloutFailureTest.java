package orchestrator.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;
import orchestrator.core.model.VolumeId;
import orchestrator.core.rollout.RolloutStory.Row;
import orchestrator.core.state.DesiredProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes a revision a failed one, and what follows. */
class RolloutFailureTest {
    private static final DesiredProject GOOD = RolloutStory.file(8, "web:1", "rollback", 3);
    private static final DesiredProject NEXT = RolloutStory.file(9, "web:2", "rollback", 3);
    private static final DesiredProject STOPS = RolloutStory.file(9, "web:2", "stop", 3);

    private final RolloutStory story = new RolloutStory(3).good(GOOD).current(NEXT);

    @BeforeEach
    void two_of_three_run_on_from_before() {
        story.runs("n2", "web-2", GOOD);
        story.runs("n3", "web-3", GOOD);
    }

    @ParameterizedTest
    @CsvSource({"CRASHED,CHECK_FAILED,1", "UNHEALTHY,CHECK_FAILED,0", "CRASHED,START_FAILED,0",
            "CRASHED,TEMPLATE_FAILED,0", "CRASHED,OUT_OF_MEMORY,1", "CRASHED,EXITED,2",
            "STARTING,CHECK_FAILED,1", "STARTING,EXITED,2", "CRASHED,BACKING_OFF,2",
            "CRASHED,IMAGE_MISSING,0",
            "PULLING,IMAGE_MISSING,0", "READY,CHECK_PASSED,2"})
    void a_container_of_the_revision_that_fails_brings_the_good_one_back(Phase phase,
            ReasonCode code, int restarts) {
        story.fares("n1", "web-1", NEXT, new Row(phase, code, restarts, false));

        RolloutStep.RollBack back = rolledBack();

        assertThat(back.to()).isEqualTo(8);
        assertThat(back.failure().reason().code()).isEqualTo(code);
        assertThat(back.record().good()).isEqualTo(8);
        assertThat(back.record().result(9).orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(back.record().result(9).orElseThrow().failure()).contains(back.failure());
    }

    @ParameterizedTest
    @CsvSource({"CRASHED,IMAGE_PULL_FAILED,0", "STARTING,VOLUME_FAILED,0", "CRASHED,PORT_TAKEN,2",
            "STARTING,NAME_TAKEN,0", "STARTING,ENGINE_SILENT,5", "STARTING,CHECK_PENDING,1",
            "PULLING,IMAGE_PULLING,0", "STOPPING,CHECK_FAILED,2", "CRASHED,EXITED,1",
            "UNHEALTHY,RUNNING,0", "READY,CHECK_PASSED,1", "STARTING,EXITED,1",
            "STARTING,START_FAILED,0"})
    void what_is_not_the_revision_s_fault_brings_nothing_back(Phase phase, ReasonCode code,
            int restarts) {
        story.fares("n1", "web-1", NEXT, new Row(phase, code, restarts, false));

        assertThat(noted().result(9).orElseThrow().outcome()).isEqualTo(Outcome.UNDER_WAY);
    }

    @Test
    void the_failure_says_what_was_asked_and_how_far_it_came() {
        AssignedInstance one = story.fares("n1", "web-1", NEXT,
                Row.of(Phase.UNHEALTHY, ReasonCode.CHECK_FAILED));

        assertThat(rolledBack().failure()).isEqualTo(new Failure(one.id(), new NodeName("n1"),
                one.incarnation(), RolloutStory.reason(ReasonCode.CHECK_FAILED),
                Optional.of("GET http://10.0.0.1:" + one.hostPorts().get("http") + "/health"),
                List.of("last line"), 1, 3, Optional.of(8)));
    }

    @Test
    void what_ended_is_told_with_the_last_lines_it_wrote() {
        AssignedInstance one = story.fares("n1", "web-1", NEXT,
                new Row(Phase.UNHEALTHY, ReasonCode.CHECK_FAILED, 1, false));
        story.node("n1").rows.removeIf(row -> row.id().equals(one.id()));
        story.silent("n1", one, new Row(Phase.UNHEALTHY, ReasonCode.CHECK_FAILED, 1, false));
        assertThat(story.decide()).isInstanceOf(RolloutStep.Note.class);

        story.node("n1").rows.removeIf(row -> row.id().equals(one.id()));
        story.silent("n1", one, new Row(Phase.STARTING, ReasonCode.CHECK_FAILED, 1, false));
        assertThat(rolledBack().failure().output()).isEmpty();
    }

    @Test
    void what_a_container_writes_cannot_make_the_record_too_large() {
        AssignedInstance one = story.fares("n1", "web-1", NEXT,
                Row.of(Phase.UNHEALTHY, ReasonCode.CHECK_FAILED));
        story.node("n1").rows.removeIf(row -> row.id().equals(one.id()));
        String longest = "x".repeat(299) + "\uD83D\uDE80".repeat(300);
        story.node("n1").rows.add(new InstanceStatus(one.id(), one.incarnation(), Phase.UNHEALTHY,
                new Reason(ReasonCode.CHECK_FAILED, longest), RolloutStory.NOON, 0, 1,
                Collections.nCopies(100, longest), false));

        Failure failure = rolledBack().failure();

        assertThat(failure.output()).hasSize(10).containsOnly("x".repeat(299) + "…");
        assertThat(failure.reason().text()).isEqualTo("x".repeat(299) + "…");
    }

    @Test
    void a_long_check_cannot_make_the_record_too_large() {
        DesiredProject wordy = RolloutStory.checkedOtherwise(NEXT, "/" + "x".repeat(9000));
        story.current(wordy);
        story.fares("n1", "web-1", wordy, Row.of(Phase.UNHEALTHY, ReasonCode.CHECK_FAILED));

        assertThat(rolledBack().failure().check().orElseThrow()).hasSize(301).endsWith("x…");
    }

    @Test
    void one_that_failed_an_earlier_revision_already_is_not_held_against_the_next() {
        story.current(RolloutStory.file(10, "web:2", "stop", 3));
        story.fares("n1", "web-1", NEXT, Row.of(Phase.UNHEALTHY, ReasonCode.CHECK_FAILED));
        story.record = new RolloutRecord(RolloutStory.WEB, 8,
                List.of(new Result(9, Outcome.FAILED, RolloutStory.NOON, Optional.empty())));
        assertThat(noted().result(10).orElseThrow().outcome()).isEqualTo(Outcome.UNDER_WAY);

        story.record = new RolloutRecord(RolloutStory.WEB, 8,
                List.of(new Result(9, Outcome.UNDER_WAY, RolloutStory.NOON, Optional.empty())));
        assertThat(noted().result(10).orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void one_that_was_stable_once_is_no_failure_of_the_rollout() {
        story.fares("n1", "web-1", NEXT,
                new Row(Phase.UNHEALTHY, ReasonCode.CHECK_FAILED, 3, true));

        assertThat(noted().result(9).orElseThrow().outcome()).isEqualTo(Outcome.UNDER_WAY);
    }

    @Test
    void a_container_that_ran_in_the_good_revision_is_no_failure_of_the_rollout() {
        story.fares("n1", "cache-1", NEXT, new Row(Phase.CRASHED, ReasonCode.EXITED, 9, false));

        assertThat(noted().result(9).orElseThrow().outcome()).isEqualTo(Outcome.UNDER_WAY);
    }

    @Test
    void a_container_of_the_revision_before_is_no_failure_of_the_rollout() {
        DesiredProject between = RolloutStory.file(8, "web:broken", "rollback", 3);
        story.fares("n1", "web-1", between, new Row(Phase.CRASHED, ReasonCode.EXITED, 9, false));

        assertThat(noted().result(9).orElseThrow().outcome()).isEqualTo(Outcome.UNDER_WAY);
    }

    @Test
    void a_silent_node_and_one_in_trouble_fail_no_rollout() {
        story.fares("n1", "web-1", NEXT, Row.of(Phase.UNHEALTHY, ReasonCode.CHECK_FAILED));
        story.node("n1").silentSince = Optional.of(RolloutStory.NOON);
        assertThat(story.decide()).isInstanceOf(RolloutStep.Note.class);

        story.node("n1").silentSince = Optional.empty();
        story.node("n1").trouble = Optional.of(RolloutStory.reason(ReasonCode.ENGINE_SILENT));
        assertThat(story.decide()).isInstanceOf(RolloutStep.Note.class);

        story.node("n1").trouble = Optional.empty();
        assertThat(story.decide()).isInstanceOf(RolloutStep.RollBack.class);
    }

    @Test
    void a_rollback_that_fails_is_not_rolled_back() {
        story.current(RolloutStory.file(10, "web:1", "rollback", 3));
        story.fares("n1", "web-1", GOOD, new Row(Phase.CRASHED, ReasonCode.EXITED, 9, false));

        assertThat(noted().result(10).orElseThrow().outcome()).isEqualTo(Outcome.UNDER_WAY);
    }

    @Test
    void where_a_failure_only_stops_nothing_is_gone_back_to() {
        story.current(STOPS);
        story.fares("n1", "web-1", STOPS, Row.of(Phase.UNHEALTHY, ReasonCode.CHECK_FAILED));

        story.record = noted();

        assertThat(failure(9).rolledBackTo()).isEmpty();
        assertThat(story.decide()).isEqualTo(new RolloutStep.Nothing());
    }

    @Test
    void without_a_good_revision_a_failed_one_is_noted_and_may_still_come_to_run() {
        RolloutStory first = new RolloutStory(1)
                .current(RolloutStory.file(1, "web:1", "rollback", 1));
        AssignedInstance one = first.fares("n1", "web-1", RolloutStory.file(1, "web:1", "stop", 1),
                Row.of(Phase.UNHEALTHY, ReasonCode.CHECK_FAILED));
        first.record = ((RolloutStep.Note) first.decide()).record();
        assertThat(first.record.result(1).orElseThrow().outcome()).isEqualTo(Outcome.FAILED);

        first.node("n1").assigned.remove(one);
        first.runs("n1", "web-1", RolloutStory.file(1, "web:1", "rollback", 1));

        RolloutRecord mended = ((RolloutStep.Note) first.decide()).record();
        assertThat(mended.result(1).orElseThrow().outcome()).isEqualTo(Outcome.DONE);
        assertThat(mended.result(1).orElseThrow().failure()).isEmpty();
        assertThat(mended.good()).isEqualTo(1);
    }

    @Test
    void a_good_revision_that_cannot_be_read_is_not_gone_back_to_and_the_failure_says_so() {
        story.goodIsUnreadable(8);
        story.fares("n1", "web-1", NEXT, Row.of(Phase.UNHEALTHY, ReasonCode.CHECK_FAILED));

        Reason reason = noted().result(9).orElseThrow().failure().orElseThrow().reason();

        assertThat(reason.text()).endsWith("revision 8 cannot be read, so it is not gone back to");
    }

    @Test
    void an_image_that_is_missing_brings_the_good_one_back_before_anything_was_touched() {
        story.runsAndFetches("n1", "web-1", GOOD, "web:2");
        story.image("n1", "web:2", ReasonCode.IMAGE_MISSING);

        Failure failure = rolledBack().failure();

        assertThat(failure.touched()).isZero();
        assertThat(failure.of()).isEqualTo(3);
        assertThat(failure.instance().address()).isEqualTo("web-1");
        assertThat(failure.check()).isEmpty();
        assertThat(failure.output()).isEmpty();
    }

    @Test
    void an_image_that_one_node_cannot_fetch_is_that_node_s_trouble() {
        story.runsAndFetches("n1", "web-1", GOOD, "web:2");
        story.image("n1", "web:2", ReasonCode.IMAGE_PULL_FAILED);
        assertThat(story.decide()).isInstanceOf(RolloutStep.Note.class);

        story.image("n2", "web:2", ReasonCode.IMAGE_PULL_FAILED);
        assertThat(story.decide()).isInstanceOf(RolloutStep.RollBack.class);

        story.image("n3", "web:2", ReasonCode.IMAGE_PRESENT);
        assertThat(story.decide()).isInstanceOf(RolloutStep.Note.class);
    }

    @Test
    void what_a_node_remembers_of_an_image_nobody_there_waits_for_is_not_believed() {
        story.runs("n1", "web-1", GOOD);
        story.image("n1", "web:2", ReasonCode.IMAGE_MISSING);
        assertThat(story.decide()).isInstanceOf(RolloutStep.Note.class);

        story.node("n1").assigned.clear();
        story.runsAndFetches("n1", "web-1", GOOD, "web:2");
        story.node("n1").acted = 0;
        assertThat(story.decide()).isInstanceOf(RolloutStep.Note.class);

        story.node("n1").acted = 1;
        assertThat(story.decide()).isInstanceOf(RolloutStep.RollBack.class);
    }

    @Test
    void where_its_data_ties_it_to_one_node_the_word_of_that_node_is_enough() {
        DesiredProject good = RolloutStory.withData(GOOD);
        RolloutStory tied = new RolloutStory(3).good(good).current(RolloutStory.withData(NEXT));
        tied.runsAndFetches("n1", "web-1", good, "web:2");
        tied.image("n1", "web:2", ReasonCode.IMAGE_PULL_FAILED);
        assertThat(tied.decide()).isInstanceOf(RolloutStep.Note.class);

        tied.node("n1").volumes.add(new VolumeId(InstanceId.parse(RolloutStory.WEB, "web-1"),
                "files"));
        assertThat(tied.decide()).isInstanceOf(RolloutStep.RollBack.class);

        tied.runsAndFetches("n2", "web-2", good, "web:2");
        assertThat(tied.decide()).isInstanceOf(RolloutStep.Note.class);
    }

    @Test
    void where_one_node_works_alone_its_word_is_enough() {
        story.node("n2").silentSince = Optional.of(RolloutStory.NOON);
        story.node("n3").trouble = Optional.of(RolloutStory.reason(ReasonCode.ENGINE_SILENT));
        story.fares("n1", "web-1", NEXT, Row.of(Phase.CRASHED, ReasonCode.IMAGE_PULL_FAILED));

        assertThat(story.decide()).isInstanceOf(RolloutStep.RollBack.class);
    }

    @Test
    void an_image_of_the_good_revision_that_cannot_be_had_is_no_failure() {
        story.image("n1", "memcached:1", ReasonCode.IMAGE_MISSING);

        assertThat(story.decide()).isInstanceOf(RolloutStep.Note.class);
    }

    private RolloutStep.RollBack rolledBack() {
        return (RolloutStep.RollBack) story.decide();
    }

    private RolloutRecord noted() {
        return ((RolloutStep.Note) story.decide()).record();
    }

    private Failure failure(int revision) {
        return story.record.result(revision).orElseThrow().failure().orElseThrow();
    }
}
