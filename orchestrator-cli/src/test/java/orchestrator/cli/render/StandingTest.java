package orchestrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;
import orchestrator.reconciler.client.ClusterView.CurrentProject;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final ProjectName SHOP = new ProjectName("shop");
    private static final RolloutRecord RECORD = new RolloutRecord(SHOP, 5, List.of(
            result(4, Outcome.OVERTAKEN), result(5, Outcome.DONE), result(6, Outcome.FAILED),
            result(7, Outcome.UNDER_WAY)));

    private static Result result(int revision, Outcome outcome) {
        return new Result(revision, outcome, Instant.EPOCH, Optional.empty());
    }

    private static Standing of(int current, int revision, boolean paused) {
        Optional<ProjectRecord.Pause> pause = paused
                ? Optional.of(new ProjectRecord.Pause(current, "bob", Instant.EPOCH))
                : Optional.empty();
        return Standing.of(new CurrentProject(new ProjectRecord(SHOP, current, pause),
                new Revision(SHOP, current, "alice", Instant.EPOCH, "laptop", "", "shop.yml", "",
                        new TreeMap<>(), false)),
                RECORD, revision);
    }

    @Test
    void the_current_one_is_live_rolling_paused_or_failed() {
        assertThat(of(5, 5, false)).isEqualTo(Standing.LIVE);
        assertThat(of(7, 7, false)).isEqualTo(Standing.ROLLING);
        assertThat(of(7, 7, true)).isEqualTo(Standing.PAUSED);
        assertThat(of(6, 6, true)).isEqualTo(Standing.FAILED);
    }

    @Test
    void one_that_was_just_applied_is_rolling() {
        assertThat(of(8, 8, false)).isEqualTo(Standing.ROLLING);
    }

    @Test
    void earlier_ones_are_past_failed_or_overtaken() {
        assertThat(of(8, 5, false)).isEqualTo(Standing.PAST);
        assertThat(of(8, 6, false)).isEqualTo(Standing.FAILED);
        assertThat(of(8, 4, false)).isEqualTo(Standing.OVERTAKEN);
        assertThat(of(8, 7, false)).isEqualTo(Standing.OVERTAKEN);
    }

    @Test
    void what_nobody_remembers_may_well_have_run() {
        assertThat(of(8, 3, false)).isEqualTo(Standing.PAST);
    }
}
