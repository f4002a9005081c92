package orchestrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.RolloutRecord.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionFailureTest {
    private static final InstanceId ID = InstanceId.parse(new ProjectName("shop"), "web-1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "never passed its check in 1m: port 80: connection refused | connection refused",
            "port 80: connection refused | connection refused",
            "never passed its check in 1m: GET /health is 500 | 500",
            "GET /health is no answer | no answer",
            "failed for 1m: \"pg_isready\" ended with 2: no | \"pg_isready\" ended with 2: no",
            "ended with exit code 1, 3 times in a row | no answer is known"})
    void ends_the_line_of_its_check_with_the_last_answer(String reason, String answer) {
        Failure failure = new Failure(ID, new NodeName("core-01"), new Incarnation(1, 1),
                new Reason(ReasonCode.CHECK_FAILED, reason), Optional.of("the check"),
                List.of(), 1, 2, Optional.empty());
        List<Line> lines = RevisionFailure.of(failure, 3, new Look(80, true, ZoneOffset.UTC));
        assertThat(lines.getLast().text()).isEqualTo("    check   the check -> " + answer);
    }
}
