package orchestrator.reconciler.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.reconciler.disk.Disk;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.Fencer;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.Test;

/** A failpoint ends the process where its name says, and is not there when it is off. */
class FailpointsTest {
    private final List<String> called = new ArrayList<>();

    /** The end of the process: nothing comes after it. */
    private static final class Ended extends IllegalStateException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void the_call_is_made_between_before_and_after() {
        for (String name : Failpoints.names()) {
            if (name.endsWith(".before")) {
                String after = name.replaceFirst("before$", "after");
                assertThat(callsUntil(after)).as(name).isEqualTo(callsUntil(name) + 1);
            }
        }
    }

    private int callsUntil(String name) {
        called.clear();
        assertThatThrownBy(() -> everyCall(Failpoints.of(name, FailpointsTest::end))).as(name)
                .isInstanceOf(Ended.class);
        return called.size();
    }

    @Test
    void every_name_is_the_name_of_one_place() throws IOException {
        SortedMap<String, Integer> ends = new TreeMap<>();
        for (String name : Failpoints.names()) {
            everyCall(Failpoints.of(name, () -> ends.merge(name, 1, Integer::sum)));
        }

        assertThat(ends.keySet()).containsExactlyInAnyOrderElementsOf(Failpoints.names());
        assertThat(ends.values()).containsOnly(1);
    }

    @Test
    void none_is_in_the_way_when_it_is_off() {
        ContainerRuntime engine = fake(ContainerRuntime.class);
        ClusterStore store = fake(ClusterStore.class);

        assertThat(Failpoints.ofProcess().around(engine)).isSameAs(engine);
        assertThat(Failpoints.ofProcess().around(store)).isSameAs(store);
    }

    @Test
    void a_number_names_a_later_call() {
        ContainerRuntime engine = Failpoints.of("engine.start.before:3", FailpointsTest::end)
                .around(fake(ContainerRuntime.class));
        engine.start("a");
        engine.start("b");

        assertThatThrownBy(() -> engine.start("c")).isInstanceOf(Ended.class);
        assertThat(called).hasSize(2);
    }

    @Test
    void failures_come_through_as_they_are() {
        ClusterStore broken = (ClusterStore) Proxy.newProxyInstance(
                ClusterStore.class.getClassLoader(), new Class<?>[]{ClusterStore.class},
                (_, _, _) -> {
                    throw new StoreUnavailableException("away", null);
                });
        ClusterStore store = Failpoints.of("store.commit.status.after", FailpointsTest::end)
                .around(broken);

        assertThatThrownBy(() -> store.read("/status/a"))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void a_name_that_is_none_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> Failpoints.of("engine.creat.after", FailpointsTest::end))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("engine.create.after");
    }

    private static void end() {
        throw new Ended();
    }

    private void everyCall(Failpoints failpoints) throws IOException {
        engineCalls(failpoints.around(fake(ContainerRuntime.class)));
        ClusterStore store = failpoints.around(fake(ClusterStore.class));
        for (String top : List.of("cluster", "nodes", "presence", "assignments", "specs",
                "status", "leases")) {
            store.read("/" + top + "/a");
        }
        for (String top : List.of("nodes", "status", "leases")) {
            store.commit(List.of(new StoreWrite.Check("/nodes/a", 1),
                    new StoreWrite.Create("/" + top + "/a", new byte[0], false)));
        }
        Disk disk = failpoints.around(fake(Disk.class));
        for (String file : List.of("spec-abc", "assignment", "watermark", "placements")) {
            disk.write(file + ".new", new byte[0]);
            disk.rename(file + ".new", file);
        }
        disk.delete("spec-abc");
        disk.syncNames();
        Fencer fencer = failpoints.around(fake(Fencer.class));
        fencer.watch(null);
        fencer.permit(null, Duration.ZERO);
        fencer.release(null);
    }

    private static void engineCalls(ContainerRuntime engine) {
        engine.list(null, null);
        engine.volumes(null, null);
        engine.hasImage("a");
        engine.pull("a", null);
        engine.create(null);
        engine.copyInto("a", List.of());
        engine.start("a");
        engine.signal("a", "HUP");
        engine.stop("a", "TERM", Duration.ZERO);
        engine.lastOutput("a", 1);
        engine.remove("a");
    }

    /** Writes down what was called and answers with nothing. */
    private <T> T fake(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[]{port},
                (_, method, _) -> {
                    called.add(method.getName());
                    return method.getReturnType() == boolean.class
                            ? Boolean.FALSE
                            : method.getReturnType() == Optional.class ? Optional.empty() : null;
                }));
    }
}
