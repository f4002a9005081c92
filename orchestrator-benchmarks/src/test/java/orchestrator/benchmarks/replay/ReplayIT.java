package orchestrator.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import orchestrator.benchmarks.table.Options;
import org.junit.jupiter.api.Test;

/** Each run of the whole way once, as small as can be, through real processes. Nothing is timed. */
class ReplayIT {
    @Test
    void every_instance_is_acknowledged_by_an_agent() {
        String table = new ReplayTable().run(options("--services", "2"));
        assertThat(table).containsPattern("last agent has acknowledged +\\|")
                .containsPattern("instances acknowledged +\\| +24 \\| +24 \\|")
                .doesNotContain("NOT FINISHED");
    }

    @Test
    void every_change_comes_to_its_agent() {
        String table = new ChangeTable().run(options("--changes", "2", "--warm-up", "1", "--rate",
                "20"));
        assertThat(table).containsPattern("otherwise quiet +\\|")
                .containsPattern("beside 20 reports/s +\\|");
    }

    @Test
    void what_a_lost_agent_ran_runs_elsewhere_and_the_next_leader_goes_on() {
        String table = new FailTable().run(options());
        assertThat(table).containsPattern("of which 1 are lost")
                .containsPattern("all acknowledged by others +\\|")
                .containsPattern("since then, first assignment read +\\|");
    }

    private static Options options(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--nodes", "12", "--instances",
                "24", "--sessions", "2", "--patience", "120"));
        arguments.addAll(List.of(more));
        return new Options(arguments);
    }
}
