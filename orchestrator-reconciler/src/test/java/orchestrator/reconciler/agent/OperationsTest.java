package orchestrator.reconciler.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceName;
import orchestrator.core.plan.ContainerAction;
import orchestrator.core.state.PlacementKey;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.simulation.SimulatedProcess;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private static final NodeName NODE = new NodeName("core-01");
    private static final ClusterId CLUSTER = new ClusterId("5d3a8f10-0000-4000-8000-000000000001");
    private static final Reason REASON = new Reason(ReasonCode.SURPLUS, "over");

    private final SimulatedTimeline timeline = new SimulatedTimeline(1);
    private final SimulatedProcess process = timeline.process("agent");
    private final ContainerRuntime runtime = recorded();
    private final List<String> calls = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private Consumer<String> during = _ -> {};
    private final EngineFollower engine = new EngineFollower(process, runtime, NODE, this::turn);
    private final Operations operations = new Operations(process,
            new ContainerActionExecutor(runtime, node(), (_, _) -> new byte[0]), engine,
            new Images(() -> {}), (action, outcome) -> ended.add(
                    action.getClass().getSimpleName() + " " + id(action) + " "
                            + outcome.getClass().getSimpleName()));

    private ContainerRuntime recorded() {
        return (ContainerRuntime) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{ContainerRuntime.class}, (_, method, arguments) -> {
                    boolean looks = method.getReturnType() == List.class;
                    calls.add(method.getName() + (looks ? "" : " " + arguments[0]));
                    during.accept(method.getName());
                    return looks ? List.of() : null;
                });
    }

    private static NodeRecord node() {
        return new NodeRecord(NODE, new Resources(4000, 1), new TreeMap<>(), "10.0.0.1",
                "127.0.0.1", "10.0.0.1:7000", 20_000, 20_999, "boot", "test", true);
    }

    private void turn() {
        process.run(() -> engine.step(CLUSTER, new TreeSet<>(), new TreeSet<>()));
    }

    private static PlacementKey key(int number) {
        return new PlacementKey(
                new InstanceId(new ProjectName("shop"), Optional.empty(), new ServiceName("web"),
                        number),
                new Incarnation(1, number));
    }

    private static String id(ContainerAction action) {
        return "c" + action.placement().incarnation().number();
    }

    private static ContainerAction stop(int number, boolean removes) {
        return new ContainerAction.Stop(key(number), "c" + number, "TERM", Duration.ofSeconds(10),
                removes, REASON);
    }

    private void start(List<ContainerAction> actions) {
        process.run(() -> operations.start(actions, CLUSTER, Knowledge.NOTHING));
    }

    private List<String> removed() {
        return calls.stream().filter(each -> each.startsWith("remove ")).toList();
    }

    @Test
    void what_nobody_wants_any_more_is_removed_as_soon_as_it_has_ended() {
        start(List.of(stop(1, true)));
        timeline.advance(Duration.ofSeconds(1));

        assertThat(calls).containsExactly("stop c1", "remove c1", "list", "volumes");
        assertThat(ended).containsExactly("Stop c1 Done", "Remove c1 Done");
        assertThat(operations.busy()).isEmpty();
    }

    @Test
    void what_is_wanted_again_is_only_stopped() {
        start(List.of(stop(1, false)));
        timeline.advance(Duration.ofSeconds(1));

        assertThat(calls).containsExactly("stop c1", "list", "volumes");
    }

    @Test
    void what_did_not_end_is_not_removed() {
        during = name -> {
            if (name.equals("stop")) {
                throw new ContainerRuntimeException(ContainerRuntimeException.Kind.REFUSED,
                        "it does not end", null);
            }
        };
        start(List.of(stop(1, true)));
        timeline.advance(Duration.ofSeconds(1));

        assertThat(calls).containsExactly("stop c1", "list", "volumes");
        assertThat(ended).containsExactly("Stop c1 Refused");
    }

    @Test
    void a_removal_counts_and_what_has_no_room_is_planned_again() {
        during = name -> {
            if (name.equals("remove")) {
                timeline.pause(Duration.ofSeconds(5));
            }
        };
        start(IntStream.rangeClosed(1, 10).mapToObj(number -> stop(number, true)).toList());
        timeline.advance(Duration.ofSeconds(1));

        assertThat(removed()).hasSize(4);
        assertThat(operations.isPressed()).isTrue();
        assertThat(operations.busy()).hasSize(4);
        timeline.advance(Duration.ofSeconds(10));
        assertThat(removed()).hasSize(4);
        assertThat(operations.isPressed()).isFalse();
    }

    @Test
    void nothing_else_is_begun_for_it_in_between() {
        during = name -> {
            if (name.equals("remove")) {
                timeline.pause(Duration.ofSeconds(5));
            }
        };
        start(List.of(stop(1, true)));
        timeline.advance(Duration.ofSeconds(1));
        start(List.of(stop(1, true), new ContainerAction.Remove(key(1), "c1", REASON)));
        timeline.advance(Duration.ofSeconds(10));

        assertThat(calls).filteredOn(each -> each.endsWith(" c1"))
                .containsExactly("stop c1", "remove c1");
    }
}
