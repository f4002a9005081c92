package orchestrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.plan.Action;
import orchestrator.core.plan.Plan;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final ProjectName SHOP = new ProjectName("shop");
    private static final InstanceId WEB = InstanceId.parse(SHOP, "web-1");
    private static final NodeName NODE = new NodeName("core-01");
    private static final Incarnation FIRST = new Incarnation(1, 1);
    private static final Reason CRASHED = new Reason(ReasonCode.BACKING_OFF, "exit code 1");

    private static Progress of(boolean current) {
        return of(Phase.CRASHED, CRASHED, current, 5);
    }

    private static Progress pullFailed(Phase phase, boolean current) {
        return of(phase, new Reason(ReasonCode.IMAGE_PULL_FAILED, "no registry answers"), current,
                0);
    }

    private static Progress of(Phase phase, Reason reason, boolean current, int restarts) {
        return of(web(phase, reason, current, restarts),
                List.of(new Action.Stop(NODE, WEB, FIRST, CRASHED)));
    }

    private static InstanceView web(Phase phase, Reason reason, boolean current, int restarts) {
        return new InstanceView(WEB, phase, reason, Optional.of(NODE), Optional.of(FIRST),
                Optional.of(Instant.EPOCH), true, current, Optional.empty(), restarts, List.of(),
                List.of(), Optional.empty(), InstanceView.Place.TAKEN);
    }

    private static Progress of(InstanceView web, List<Action> actions) {
        Plan plan = new Plan(actions, List.of(), new TreeMap<>(), 0);
        return Progress.of(new ProjectView(SHOP, 2, "shop.yml", false, true, List.of(web),
                Instant.EPOCH, RolloutView.LIVE), plan);
    }

    @Test
    void what_crashes_as_the_file_wants_it_is_hopeless() {
        assertThat(of(true)).isEqualTo(Progress.HOPELESS);
    }

    @Test
    void what_crashed_before_the_file_was_mended_is_about_to_go() {
        assertThat(of(false)).isEqualTo(Progress.MOVING);
    }

    @Test
    void an_image_that_several_pulls_did_not_get_is_hopeless() {
        assertThat(pullFailed(Phase.PULLING, true)).isEqualTo(Progress.MOVING);
        assertThat(pullFailed(Phase.CRASHED, true)).isEqualTo(Progress.HOPELESS);
    }

    @Test
    void a_start_that_is_refused_again_and_again_goes_nowhere() {
        Reason taken = new Reason(ReasonCode.PORT_TAKEN, "port 8080 is taken");
        assertThat(stuckWith(taken, 0)).isEqualTo(Progress.STUCK);
        assertThat(stuckWith(new Reason(ReasonCode.EXITED, "exit code 1"), 1))
                .isEqualTo(Progress.MOVING);
    }

    private static Progress stuckWith(Reason reason, int restarts) {
        return of(web(Phase.CRASHED, reason, true, restarts), List.of());
    }

    @Test
    void an_image_the_file_no_longer_asks_for_is_not_judged() {
        assertThat(pullFailed(Phase.CRASHED, false)).isEqualTo(Progress.MOVING);
    }
}
