package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.Tombstone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssignmentEditTest {
    private static final NodeName NODE = new NodeName("n1");
    private static final Reason WHY = new Reason(ReasonCode.NEW, "a test asks for it");

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void is_what_each_action_would_do_to_plain_lists(int seed) {
        Random random = new Random(seed);
        NodeAssignment before = NodeAssignment.none(new ClusterId("c1"));
        int given = 0;
        for (int turn = 0; turn < 10; turn++) {
            List<Action> actions = new ArrayList<>();
            Plain plain = new Plain(before);
            for (int i = random.nextInt(8); i >= 0; i--) {
                Action action = action(random, plain, before.tombstones(), ++given);
                actions.add(action);
                plain.apply(action);
            }

            NodeAssignment after = AssignmentEdit.apply(before, actions, 1);

            assertThat(after.instances()).isEqualTo(plain.sortedInstances());
            assertThat(after.tombstones()).isEqualTo(plain.sortedTombstones());
            assertThat(after.generation()).isEqualTo(before.generation() + 1);
            before = after;
        }
    }

    /** Only what stood there before is ever buried. */
    private static Action action(Random random, Plain plain, List<Tombstone> stones, int given) {
        AssignedInstance fresh = placement(1 + random.nextInt(5), given, 1);
        if (!stones.isEmpty() && random.nextInt(4) == 0) {
            Tombstone one = stones.get(random.nextInt(stones.size()));
            return new Action.Bury(NODE, one.id(), one.incarnation(), WHY);
        }
        if (plain.instances.isEmpty() || random.nextInt(3) == 0) {
            return new Action.Start(NODE, fresh, WHY);
        }
        AssignedInstance old = plain.instances.get(random.nextInt(plain.instances.size()));
        return switch (random.nextInt(3)) {
            case 0 -> new Action.Stop(NODE, old.id(), old.incarnation(), WHY);
            case 1 -> new Action.Replace(NODE, old.incarnation(),
                    placement(old.id().number(), given, 1), WHY);
            default -> new Action.Adjust(NODE, placement(old.id().number(),
                    old.incarnation().number(), old.listsGeneration() + 1), WHY);
        };
    }

    private static AssignedInstance placement(int number, int incarnation, long lists) {
        return new AssignedInstance(new InstanceId(new ProjectName("shop"), Optional.empty(),
                new ServiceName("web"), number), new Incarnation(1, incarnation),
                new SpecHash("a".repeat(64)), new SpecHash("b".repeat(64)), new TreeMap<>(),
                Resources.NONE, List.of(), List.of(), List.of(), lists, List.of());
    }

    /** As plain as can be, whatever it costs. */
    private static final class Plain {
        private final List<AssignedInstance> instances;
        private final List<Tombstone> tombstones;

        Plain(NodeAssignment before) {
            instances = new ArrayList<>(before.instances());
            tombstones = new ArrayList<>(before.tombstones());
        }

        void apply(Action action) {
            switch (action) {
                case Action.Start start -> instances.add(start.assigned());
                case Action.Stop stop -> end(stop.instance(), stop.incarnation());
                case Action.Replace replace -> {
                    end(replace.instance(), replace.old());
                    instances.add(replace.assigned());
                }
                case Action.Adjust adjust -> {
                    remove(adjust.instance(), adjust.assigned().incarnation());
                    instances.add(adjust.assigned());
                }
                case Action.Bury bury -> tombstones.removeIf(each -> each.incarnation()
                        .equals(bury.incarnation()) && each.id().equals(bury.instance()));
            }
        }

        private void end(InstanceId id, Incarnation incarnation) {
            remove(id, incarnation);
            tombstones.add(new Tombstone(id, incarnation, WHY));
        }

        private void remove(InstanceId id, Incarnation incarnation) {
            instances.removeIf(each -> each.compareTo(id, incarnation) == 0);
        }

        List<AssignedInstance> sortedInstances() {
            return instances.stream().sorted(AssignedInstance.ORDER).toList();
        }

        List<Tombstone> sortedTombstones() {
            return tombstones.stream().sorted(Comparator.comparing(Tombstone::id)
                    .thenComparing(Tombstone::incarnation)).toList();
        }
    }
}
