package orchestrator.reconciler.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.SpecHash;
import org.junit.jupiter.api.Test;

class SharedRowsTest {
    private static final NodeName NODE = new NodeName("core-01");
    private static final int MOST = 8;

    private final Random random = new Random(1);

    @Test
    void what_a_status_says_is_not_changed_by_what_is_known() {
        for (int i = 0; i < 2_000; i++) {
            NodeStatus now = status();
            assertThat(SharedRows.of(now, Optional.of(status()), Optional.of(assignment())))
                    .isEqualTo(now);
        }
    }

    @Test
    void a_row_that_was_said_before_is_the_same_object() {
        NodeStatus before = new NodeStatus(NODE, 1, List.of(row(1, 1, 0), row(2, 1, 0)), List.of(),
                Optional.empty());
        NodeStatus now = new NodeStatus(NODE, 1, List.of(row(1, 1, 1), row(2, 1, 0)), List.of(),
                Optional.empty());

        NodeStatus shared = SharedRows.of(now, Optional.of(before), Optional.empty());

        assertThat(shared.instances().getFirst()).isSameAs(now.instances().getFirst());
        assertThat(shared.instances().getLast()).isSameAs(before.instances().getLast());
    }

    @Test
    void a_new_row_has_the_very_names_of_what_is_assigned() {
        NodeAssignment assignment = new NodeAssignment(new ClusterId("c1"), 1, 1,
                List.of(assigned(2, 1), assigned(3, 1)), List.of());
        NodeStatus now = new NodeStatus(NODE, 1, List.of(row(1, 1, 0), row(3, 1, 0)), List.of(),
                Optional.empty());

        NodeStatus shared = SharedRows.of(now, Optional.empty(), Optional.of(assignment));

        assertThat(shared).isEqualTo(now);
        assertThat(shared.instances().getLast().id())
                .isSameAs(assignment.instances().getLast().id());
    }

    private NodeStatus status() {
        List<InstanceStatus> rows = new ArrayList<>();
        for (int number = 1; number <= MOST; number++) {
            for (int incarnation = 1; incarnation <= 2; incarnation++) {
                if (random.nextBoolean()) {
                    rows.add(row(number, incarnation, random.nextInt(2)));
                }
            }
        }
        return new NodeStatus(NODE, random.nextInt(3), rows, List.of(), Optional.empty());
    }

    private NodeAssignment assignment() {
        List<AssignedInstance> all = new ArrayList<>();
        for (int number = 1; number <= MOST; number++) {
            if (random.nextBoolean()) {
                all.add(assigned(number, 1 + random.nextInt(2)));
            }
        }
        return new NodeAssignment(new ClusterId("c1"), 1, 1, all, List.of());
    }

    private static InstanceStatus row(int number, int incarnation, int restarts) {
        return new InstanceStatus(id(number), new Incarnation(1, incarnation), Phase.READY,
                new Reason(ReasonCode.CHECK_PASSED, "passes"), Instant.EPOCH, restarts, 1,
                List.of());
    }

    private static AssignedInstance assigned(int number, int incarnation) {
        SpecHash spec = new SpecHash("a".repeat(64));
        return new AssignedInstance(id(number), new Incarnation(1, incarnation), spec, spec,
                new TreeMap<>(), Resources.NONE, List.of(), List.of(), List.of(), 1, List.of());
    }

    private static InstanceId id(int number) {
        return InstanceId.parse(new ProjectName("shop"), "web-" + number);
    }
}
