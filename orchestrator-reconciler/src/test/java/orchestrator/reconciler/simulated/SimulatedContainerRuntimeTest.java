package orchestrator.reconciler.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRequest.PortBinding;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.ContainerRuntimeContract;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import orchestrator.reconciler.runtime.NetworkProbe;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedContainerRuntimeTest extends ContainerRuntimeContract {
    private final SimulatedTimeline timeline = new SimulatedTimeline(1);
    private final List<Duration> passed = new ArrayList<>();
    private final SimulatedContainerRuntime runtime = new SimulatedContainerRuntime(timeline,
            passed::add, 4, 8_000_000_000L);
    private int ports = 20_000;

    @BeforeEach
    void loadImage() {
        runtime.hands().loadImage(image());
    }

    @Override
    protected ContainerRuntime runtime() {
        return runtime;
    }

    @Override
    protected String image() {
        return "tools:1";
    }

    @Override
    protected int freePort() {
        return ports++;
    }

    @Override
    protected void until(BooleanSupplier condition) {
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void pulls_in_about_a_second_and_says_how_far_it_is() {
        List<Long> done = new ArrayList<>();

        runtime.pull("web:2", (bytes, total) -> done.add(bytes));

        assertThat(done).isSorted().hasSizeGreaterThan(2);
        assertThat(runtime.hasImage("web:2")).isTrue();
        assertThat(passed.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofMillis(500), Duration.ofSeconds(3));
    }

    @Test
    void does_not_find_every_image() {
        assertThatThrownBy(() -> runtime.pull("web:no-such-tag", (_, _) -> {}))
                .isInstanceOfSatisfying(ContainerRuntimeException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.IMAGE_MISSING));
    }

    @Test
    void a_port_answers_while_its_container_runs_and_is_well() {
        NetworkProbe probe = runtime.network();
        ContainerRequest plain = request(identity("web-1", 1), List.of("sleep", "600"));
        String id = runtime.create(new ContainerRequest(plain.identity(), plain.image(),
                plain.command(), plain.environment(),
                List.of(new PortBinding("127.0.0.1", 20_000, 80)), plain.volumes(),
                plain.resources(), plain.stopSignal(), plain.stopGrace()));
        assertThat(probe.tcp("127.0.0.1", 20_000, TIMEOUT).text())
                .isEqualTo("connection refused");

        runtime.start(id);
        assertThat(probe.tcp("127.0.0.1", 20_000, TIMEOUT).passed()).isTrue();
        assertThat(probe.http("127.0.0.1", 20_000, "/", TIMEOUT).text()).isEqualTo("200");

        runtime.hands().failChecks(plain.identity().instance(), true);
        assertThat(probe.http("127.0.0.1", 20_000, "/", TIMEOUT).text()).isEqualTo("500");
    }

    @Test
    void a_silent_engine_is_waited_for_until_the_deadline() {
        runtime.hands().silence(true);

        assertThatThrownBy(() -> runtime.list(cluster, node))
                .isInstanceOf(ContainerRuntimeUnavailableException.class);
        assertThat(passed).containsExactly(Duration.ofSeconds(10));
    }
}
