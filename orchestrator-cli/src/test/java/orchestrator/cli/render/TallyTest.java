package orchestrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static InstanceView view(int number, Phase phase, boolean wanted, boolean replaces) {
        return new InstanceView(InstanceId.parse(new ProjectName("shop"), "web-" + number), phase,
                new Reason(ReasonCode.RUNNING, "runs"), Optional.empty(), Optional.empty(),
                Optional.of(NOON.plusSeconds(number)), wanted, true,
                number == 9
                        ? Optional.of(new Reason(ReasonCode.WAITS_FOR_BUDGET, "waits"))
                        : Optional.empty(),
                0, List.of(), List.of(),
                replaces ? Optional.of(new NodeName("n1")) : Optional.empty(),
                InstanceView.Place.TAKEN);
    }

    private final InstanceView ready = view(1, Phase.READY, true, false);
    private final InstanceView replacing = view(2, Phase.STARTING, true, true);
    private final InstanceView starting = view(3, Phase.STARTING, true, false);
    private final InstanceView leaving = view(4, Phase.STOPPING, false, false);
    private final InstanceView held = view(9, Phase.READY, true, false);
    private final List<InstanceView> all = List.of(ready, replacing, held, starting, leaving);

    @Test
    void counts_each_as_a_person_would() {
        check(Tally.of(all));
    }

    @Test
    void parts_come_to_the_same_as_the_whole() {
        check(Tally.sum(List.of(Tally.of(all.subList(0, 1)), Tally.of(List.of()),
                Tally.of(all.subList(1, 4)), Tally.of(all.subList(4, 5)))));
    }

    private void check(Tally tally) {
        assertThat(tally.wanted()).isEqualTo(4);
        assertThat(tally.serving()).isEqualTo(3);
        assertThat(tally.settled()).isEqualTo(2);
        assertThat(tally.lastSince()).contains(NOON.plusSeconds(9));
        assertThat(tally.unready()).containsExactly(replacing, starting, leaving);
        assertThat(tally.held()).containsExactly(held);
    }
}
