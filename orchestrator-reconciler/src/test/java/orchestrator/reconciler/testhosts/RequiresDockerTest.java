package orchestrator.reconciler.testhosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import orchestrator.reconciler.testhosts.RequiresDocker.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

class RequiresDockerTest {
    private static final String SWITCH = "ORCH_REQUIRE_DOCKER";

    @AfterEach
    void forgetTheSwitch() {
        System.clearProperty(SWITCH);
    }

    @Test
    @DisabledIfEnvironmentVariable(named = SWITCH, matches = "true")
    void a_missing_engine_skips_and_is_remembered() {
        assertThat(Condition.decide("ExampleIT", "none here (a test of the switch)").isDisabled())
                .isTrue();
        assertThat(Condition.skipped())
                .contains("ExampleIT needs a container engine: none here (a test of the switch)");
    }

    @Test
    void a_missing_engine_fails_where_it_is_required() {
        System.setProperty(SWITCH, "true");
        assertThatThrownBy(() -> Condition.decide("ExampleIT", "none here"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ExampleIT needs a container engine: none here");
    }
}
