package orchestrator.reconciler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Resources;
import orchestrator.core.model.SpecHash;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.simulated.SimulatedContainerRuntime;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.Fates.OfEngineCall;
import orchestrator.reconciler.simulation.SimulatedProcess;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultyEngineTest {
    private static final ContainerIdentity WEB = new ContainerIdentity(
            new ClusterId("c0ffee00-0000-0000-0000-000000000000"), new NodeName("core-01"),
            InstanceId.parse(new ProjectName("shop"), "web-1"), new Incarnation(1, 1),
            new SpecHash("00112233445566778899aabbccddeeff"), 7);

    private final SimulatedTimeline world = new SimulatedTimeline(1);
    private final SimulatedContainerRuntime engine = new SimulatedContainerRuntime(world,
            world::pause, 4, 8_000_000_000L);
    private final SimulatedProcess agent = world.process("agent");
    private final FaultyEngine faulty = new FaultyEngine(engine, world, agent);
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void loadImage() {
        engine.hands().loadImage("web:1");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({"ANSWERED,         simulated-1, 1, 1, 0",
            "FAILED_BEFORE,    REFUSED,     0, 0, 0", "FAILED_AFTER,     REFUSED,     1, 1, 0",
            "HUNG_BEFORE,      silence,     0, 0, 10", "HUNG_THEN_DONE,   silence,     0, 1, 10"})
    void a_call_ends_as_its_fate_wants(OfEngineCall fate, String answer, int atAnswer, int later,
            int seconds) {
        world.fates(fated(fate));
        create();
        world.runUntil(() -> !heard.isEmpty(), Duration.ofMinutes(1));

        assertThat(heard).containsExactly(answer + " after " + seconds + " s");
        assertThat(containers()).isEqualTo(atAnswer);
        world.advance(Duration.ofMinutes(1));
        assertThat(containers()).isEqualTo(later);
    }

    private static Fates fated(OfEngineCall fate) {
        return new Fates() {
            @Override
            public OfEngineCall engine(Call call) {
                assertThat(call.what()).isEqualTo("create shop:web-1");
                return fate;
            }
        };
    }

    private void create() {
        agent.work(() -> {
            var began = world.now();
            String answer;
            try {
                answer = faulty.create(new ContainerRequest(WEB, "web:1", List.of(), List.of(),
                        List.of(), List.of(), Resources.NONE, "TERM", Duration.ofSeconds(1)));
            } catch (orchestrator.reconciler.runtime.ContainerRuntimeException e) {
                answer = e.kind().name();
            } catch (orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException e) {
                answer = "silence";
            }
            heard.add(answer + " after " + Duration.between(began, world.now()).toSeconds()
                    + " s");
        });
    }

    private int containers() {
        return engine.hands().containers(WEB.cluster(), WEB.node()).size();
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1"})
    void who_is_killed_at_a_call_hears_nothing(boolean before, int made) {
        world.fates(new Fates() {
            @Override
            public OfEngineCall engine(Call call) {
                if (before) {
                    call.process().kill();
                }
                return OfEngineCall.ANSWERED;
            }

            @Override
            public void done(Call call) {
                call.process().kill();
            }
        });
        create();
        world.advance(Duration.ofMinutes(1));

        assertThat(heard).isEmpty();
        assertThat(containers()).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource({"3, simulated-1 after 3 s, 1", "25, silence after 10 s, 0"})
    void a_slow_call_is_waited_for_until_its_deadline_and_has_its_effect(int seconds,
            String answer, int atAnswer) {
        world.fates(new Fates() {
            @Override
            public Duration delay(Call call) {
                return Duration.ofSeconds(seconds);
            }
        });
        create();
        world.runUntil(() -> !heard.isEmpty(), Duration.ofMinutes(1));

        assertThat(heard).containsExactly(answer);
        assertThat(containers()).isEqualTo(atAnswer);
        world.advance(Duration.ofMinutes(1));
        assertThat(containers()).isEqualTo(1);
    }

    @Test
    void what_has_reached_the_engine_is_done_though_the_caller_is_dead() {
        world.fates(fated(OfEngineCall.HUNG_THEN_DONE));
        create();
        world.advance(Duration.ofSeconds(5));
        agent.kill();
        world.advance(Duration.ofMinutes(1));

        assertThat(heard).isEmpty();
        assertThat(containers()).isEqualTo(1);
    }

    @Test
    void what_has_reached_the_engine_is_lost_with_the_power_of_its_machine() {
        world.fates(fated(OfEngineCall.HUNG_THEN_DONE));
        create();
        world.advance(Duration.ofSeconds(5));
        agent.kill();
        engine.hands().losePower();
        world.advance(Duration.ofMinutes(1));

        assertThat(containers()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"false, false, 1", "true, false, 0", "false, true, 2"})
    void a_hint_may_be_lost_or_come_twice(boolean lost, boolean doubled, int times) {
        world.fates(new Fates() {
            @Override
            public boolean isLost(Call hint) {
                return lost;
            }

            @Override
            public boolean isDoubled(Call hint) {
                return doubled;
            }
        });
        List<String> hints = new ArrayList<>();
        faulty.events(() -> hints.add("hint"));
        create();
        world.advance(Duration.ofSeconds(1));

        assertThat(hints).hasSize(times);
        assertThat(world.calls()).isEqualTo(2);
    }

    @Test
    void a_dead_process_is_told_nothing() {
        List<String> hints = new ArrayList<>();
        faulty.events(() -> hints.add("hint"));
        agent.kill();
        engine.hands().make(WEB, "by hand");

        assertThat(hints).isEmpty();
        assertThat(world.calls()).isZero();
    }
}
