package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.ImageMemory;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.core.state.PlacementKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every plan of a node. The seed is the name of the case. */
class NodePlannerPropertyTest {
    private static final int INSTANCES = 6;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static NodeFixture randomNode(long seed) {
        Random random = new Random(seed);
        NodeFixture node = new NodeFixture();
        for (int i = 1; i <= INSTANCES; i++) {
            String address = "web-" + i;
            int incarnation = 1 + random.nextInt(3);
            if (random.nextInt(4) > 0) {
                node.assign(address, incarnation, randomSpec(random), random.nextInt(3));
            }
            if (random.nextInt(3) == 0) {
                node.bury(address, 1 + random.nextInt(3));
            }
            for (int number = 1; number <= 3; number++) {
                if (random.nextInt(3) == 0) {
                    node.containers.add(randomContainer(random, address, number, node));
                }
            }
            if (random.nextInt(8) == 0) {
                node.busy.add(NodeFixture.instance(address));
            }
        }
        return node;
    }

    private static ContainerSpec randomSpec(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> NodeFixture.unchecked();
            case 1 -> NodeFixture.checked();
            default -> NodeFixture.reloading();
        };
    }

    private static ObservedContainer randomContainer(Random random, String address, int number,
            NodeFixture node) {
        State state = State.values()[random.nextInt(4)];
        ContainerIdentity identity = new ContainerIdentity(NodeFixture.CLUSTER, NodeFixture.NODE,
                NodeFixture.instance(address), new Incarnation(1, number),
                SpecHash.ofContainer(randomSpec(random)), 1);
        return new ObservedContainer("x-" + address + "-" + number, identity, state,
                random.nextInt(3), random.nextBoolean(), node.now.minusSeconds(60));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void doubt_stops_nothing(long seed) {
        NodeFixture node = randomNode(seed);
        node.doubt = Optional.of(new Reason(ReasonCode.FROZEN, "the store does not answer"));
        List<String> running = running(node);

        for (int turn = 0; turn < 20; turn++) {
            node.settled();
            node.pass(Duration.ofMinutes(1));
        }

        assertThat(running(node)).containsAll(running);
    }

    private static List<String> running(NodeFixture node) {
        return node.containers.stream()
                .filter(each -> each.state() == State.RUNNING || each.state() == State.PAUSED)
                .map(ObservedContainer::id).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void once_done_there_is_nothing_left_to_do(long seed) {
        NodeFixture node = randomNode(seed);

        node.settled();

        assertThat(node.planned()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_assigned_runs_and_what_is_buried_does_not(long seed) {
        NodeFixture node = randomNode(seed);
        node.busy.clear();
        for (int turn = 0; turn < 5; turn++) {
            node.settled();
            node.pass(Duration.ofMinutes(6));
        }
        node.settled();

        List<PlacementKey> there = node.containers.stream()
                .map(each -> PlacementKey.of(each.identity())).toList();
        assertThat(node.tombstones).noneMatch(each -> there.contains(PlacementKey.of(each)));
        assertThat(node.assigned).filteredOn(each -> node.tombstones.stream()
                .noneMatch(stone -> PlacementKey.of(stone).equals(PlacementKey.of(each))))
                .allMatch(each -> there.contains(PlacementKey.of(each)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_order_of_what_is_seen_does_not_matter(long seed) {
        NodeFixture node = randomNode(seed);
        NodePlan one = NodePlanner.plan(node.view());

        Collections.shuffle(node.containers, new Random(seed));
        Collections.shuffle(node.assigned, new Random(seed + 1));
        Collections.shuffle(node.tombstones, new Random(seed + 2));

        assertThat(NodePlanner.plan(node.view())).isEqualTo(one);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void an_instance_has_one_call_at_a_time_and_none_while_it_is_busy(long seed) {
        NodeFixture node = randomNode(seed);
        NodePlan plan = NodePlanner.plan(node.view());

        List<PlacementKey> touched = plan.actions().stream().map(ContainerAction::placement)
                .toList();
        List<InstanceId> busy = List.copyOf(node.busy);
        assertThat(touched).doesNotHaveDuplicates()
                .noneMatch(each -> busy.contains(each.instance()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void another_upkeep_touches_no_container(long seed) {
        NodeFixture node = randomNode(seed);
        node.settled();
        List<ObservedContainer> before = List.copyOf(node.containers);

        lookAfterOtherwise(node, new Random(seed));

        node.planned();
        assertThat(node.plan.actions()).allMatch(
                each -> each instanceof ContainerAction.PullImage pull && pull.ahead());
        node.settled();
        assertThat(node.containers).isEqualTo(before);
    }

    private static void lookAfterOtherwise(NodeFixture node, Random random) {
        for (int i = 1; i <= INSTANCES; i++) {
            Duration stableFor = Duration.ofSeconds(random.nextInt(20));
            if (random.nextBoolean()) {
                node.upkeep("web-" + i, stableFor, "next:" + random.nextInt(3));
            } else {
                node.upkeep("web-" + i, stableFor);
            }
        }
        for (int i = 0; i < 3; i++) {
            node.images.put("next:" + i, ImageMemory.ABSENT);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_fetched_ahead_comes_after_everything_else_and_changes_none_of_it(long seed) {
        NodeFixture node = randomNode(seed);
        if (seed % 2 == 0) {
            node.images.put(NodeFixture.IMAGE, ImageMemory.ABSENT);
        }
        NodePlan without = NodePlanner.plan(node.view());

        lookAfterOtherwise(node, new Random(seed));
        NodePlan with = NodePlanner.plan(node.view());

        int others = without.actions().size();
        assertThat(with.actions().subList(0, others)).extracting(ContainerAction::placement)
                .isEqualTo(without.actions().stream().map(ContainerAction::placement).toList());
        assertThat(with.actions().subList(others, with.actions().size())).allMatch(
                each -> each instanceof ContainerAction.PullImage pull && pull.ahead());
        assertThat(with.rows()).extracting(InstanceStatus::phase)
                .isEqualTo(without.rows().stream().map(InstanceStatus::phase).toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothing_is_stable_too_early_and_what_is_stays_so(long seed) {
        NodeFixture node = randomNode(seed);
        Random random = new Random(seed);
        lookAfterOtherwise(node, random);
        SortedMap<PlacementKey, Instant> readySince = new TreeMap<>();
        SortedSet<PlacementKey> stable = new TreeSet<>();
        for (int turn = 0; turn < 30; turn++) {
            node.settled();
            for (InstanceStatus row : node.plan.rows()) {
                PlacementKey key = PlacementKey.of(row);
                if (row.phase() == Phase.READY) {
                    readySince.putIfAbsent(key, node.now);
                } else {
                    readySince.remove(key);
                }
                assertThat(row.stable()).isEqualTo(stable.contains(key)
                        || wasReadyForLongEnough(node, key, readySince.get(key)));
                if (row.stable()) {
                    stable.add(key);
                }
            }
            disturb(node, random);
            node.now = node.plan.nextLook().filter(_ -> random.nextBoolean())
                    .orElse(node.now.plusMillis(random.nextInt(5000)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_asks_for_nothing_asks_for_nothing_until_it_is_to_be_looked_at_again(long seed) {
        NodeFixture node = randomNode(seed);
        Random random = new Random(seed);
        lookAfterOtherwise(node, random);
        for (int turn = 0; turn < 30; turn++) {
            node.settled();
            node.planned();
            NodePlan plan = node.plan;
            Instant end = plan.nextLook().orElse(node.now.plus(Duration.ofHours(1)));
            long millis = Duration.between(node.now, end).toMillis();
            node.pass(Duration.ofMillis(millis < 1 ? 0 : random.nextLong(millis)));

            assertThat(NodePlanner.plan(node.view())).isEqualTo(plan);

            disturb(node, random);
            node.now = random.nextBoolean() ? end : node.now.plusMillis(random.nextInt(5000));
        }
    }

    private static boolean wasReadyForLongEnough(NodeFixture node, PlacementKey key,
            Instant since) {
        return since != null && !node.busy.contains(key.instance()) && node.assigned.stream()
                .filter(each -> PlacementKey.of(each).equals(key))
                .anyMatch(each -> !since.plus(each.upkeep().stableFor()).isAfter(node.now));
    }

    private static void failChecks(NodeFixture node, String address) {
        boolean hasCheck = node.assigned.stream()
                .filter(each -> each.id().address().equals(address))
                .allMatch(each -> node.specs.get(each.spec()).check().isPresent());
        for (int i = 0; hasCheck && i < 3; i++) {
            node.check(address, false, "fails");
        }
    }

    private static void disturb(NodeFixture node, Random random) {
        if (node.containers.isEmpty()) {
            return;
        }
        ObservedContainer any = node.containers.get(random.nextInt(node.containers.size()));
        String address = any.identity().instance().address();
        switch (random.nextInt(6)) {
            case 0 -> node.exits(address, 1);
            case 1, 2, 3 -> node.check(address, true, "passes");
            case 4 -> failChecks(node, address);
            default -> {
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_nobody_speaks_of_and_ever_ran_is_never_touched(long seed) {
        NodeFixture node = randomNode(seed);
        node.containers.removeIf(each -> each.state() == ObservedContainer.State.CREATED);
        node.assigned.clear();
        node.tombstones.clear();
        node.memories = new TreeMap<>();
        List<ObservedContainer> before = List.copyOf(node.containers);

        assertThat(node.settled()).isEmpty();
        assertThat(node.containers).isEqualTo(before);
        assertThat(node.plan.rows()).hasSizeGreaterThanOrEqualTo(before.size());
    }
}
