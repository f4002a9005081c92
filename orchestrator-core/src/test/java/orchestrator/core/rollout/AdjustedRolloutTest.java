package orchestrator.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.rollout.RolloutStory.Row;
import orchestrator.core.state.DesiredProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A revision that gives running containers something new and makes no others. */
class AdjustedRolloutTest {
    private static final DesiredProject GOOD = RolloutStory.file(8, "web:1", "rollback", 2);
    private static final DesiredProject NEXT = RolloutStory.checkedOtherwise(GOOD, "/typo");
    /** Three tries, 5 s apart, the last of which takes 3 s. */
    private static final Instant PROVEN = RolloutStory.NOON.plusSeconds(18);

    private final RolloutStory story = new RolloutStory(2).good(GOOD).current(NEXT);

    @Test
    void a_new_check_is_done_once_it_has_had_the_time_to_fail() {
        story.runs("n1", "web-1", NEXT);
        story.record = noted();
        assertThat(outcome()).isEqualTo(Outcome.UNDER_WAY);
        story.now = PROVEN.minusMillis(1);
        assertThat(story.decide()).isEqualTo(new RolloutStep.Nothing());

        story.now = PROVEN;
        story.record = noted();

        assertThat(outcome()).isEqualTo(Outcome.DONE);
        assertThat(story.record.good()).isEqualTo(9);
    }

    @Test
    void a_leader_counts_from_when_it_saw_the_revision_itself_whatever_clock_the_record_has() {
        story.runs("n1", "web-1", NEXT);
        story.now = RolloutStory.NOON.minusSeconds(3600);
        story.record = noted();
        story.now = RolloutStory.NOON;
        assertThat(story.decide()).isEqualTo(new RolloutStep.Nothing());

        story.now = PROVEN;
        story.record = noted();
        assertThat(outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void one_that_has_not_been_given_the_new_check_keeps_it_under_way() {
        story.runs("n1", "web-1", GOOD);
        story.record = noted();
        story.now = PROVEN;

        assertThat(story.decide()).isEqualTo(new RolloutStep.Nothing());
    }

    @ParameterizedTest
    @CsvSource({"UNHEALTHY,CHECK_FAILED,0", "STARTING,CHECK_FAILED,1", "READY,RELOAD_FAILED,0",
            "READY,TEMPLATE_FAILED,0"})
    void one_that_does_not_do_with_what_is_new_brings_the_good_one_back(Phase phase,
            ReasonCode code, int restarts) {
        story.fares("n1", "web-1", NEXT, new Row(phase, code, restarts, true));
        story.runs("n2", "web-2", NEXT);
        story.record = noted();
        assertThat(outcome()).isEqualTo(Outcome.UNDER_WAY);

        story.now = PROVEN;

        RolloutStep.RollBack back = (RolloutStep.RollBack) story.decide();
        assertThat(back.to()).isEqualTo(8);
        assertThat(back.failure().touched()).isEqualTo(2);
        assertThat(back.failure().of()).isEqualTo(2);
    }

    @Test
    void what_fails_with_the_check_of_before_is_not_held_against_the_new_one() {
        story.fares("n1", "web-1", GOOD, new Row(Phase.UNHEALTHY, ReasonCode.CHECK_FAILED, 0,
                true));
        story.record = noted();
        story.now = PROVEN;

        assertThat(story.decide()).isEqualTo(new RolloutStep.Nothing());
    }

    private RolloutRecord noted() {
        return ((RolloutStep.Note) story.decide()).record();
    }

    private Outcome outcome() {
        return story.record.result(9).orElseThrow().outcome();
    }
}
