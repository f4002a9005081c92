package orchestrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import org.junit.jupiter.api.Test;

class ApplyFrameTest {
    private static final ProjectName SHOP = new ProjectName("shop");
    private static final InstanceId WEB = InstanceId.parse(SHOP, "web-1");
    private static final Optional<NodeName> NODE = Optional.of(new NodeName("core-01"));

    @Test
    void counts_as_replaced_only_what_has_nothing_old_left() {
        List<InstanceChange> changes = List.of(new InstanceChange(WEB,
                InstanceChange.Kind.REPLACED, NODE, NODE,
                new Reason(ReasonCode.CHANGED, "image 1 -> 2"), Optional.empty(),
                Optional.empty(), Optional.empty()));

        assertThat(ApplyFrame.counts(project(false), changes))
                .isEqualTo("0 of 1 replaced, 1 of 1 ready");
        assertThat(ApplyFrame.counts(project(true), changes))
                .isEqualTo("1 of 1 replaced, 1 of 1 ready");
    }

    private static ProjectView project(boolean alone) {
        InstanceView web = new InstanceView(WEB, Phase.READY,
                new Reason(ReasonCode.CHECK_PASSED, "its check passes"), NODE,
                Optional.of(new Incarnation(1, 2)), Optional.of(Instant.EPOCH), true, true,
                Optional.empty(), 0, List.of(), List.of(), Optional.empty(),
                new InstanceView.Place(false, alone));
        return new ProjectView(SHOP, 2, "shop.yml", false, true, List.of(web), Instant.EPOCH,
                RolloutView.LIVE);
    }
}
