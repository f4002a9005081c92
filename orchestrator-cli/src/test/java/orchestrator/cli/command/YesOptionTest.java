package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import orchestrator.cli.terminal.Console;
import org.junit.jupiter.api.Test;

/** The one question, for every command that asks it: {@code orch down} among them. */
class YesOptionTest {
    private static Console console(boolean person, String answer) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Console(
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)), nowhere,
                nowhere, new Console.Traits(person, person, person, true, false, true, 80,
                        ZoneOffset.UTC),
                () -> Instant.EPOCH);
    }

    private static int ask(boolean person, String answer) {
        return new YesOption().whenAgreed(console(person, answer), "This stops 1 container.",
                "Stop?", () -> ExitCode.DONE);
    }

    @Test
    void a_no_is_the_exit_code_of_a_missing_yes() {
        assertThat(ask(true, "n\n")).isEqualTo(ExitCode.NEEDS_YES);
        assertThat(ask(true, "")).isEqualTo(ExitCode.NEEDS_YES);
    }

    @Test
    void a_yes_does_it() {
        assertThat(ask(true, "yes\n")).isEqualTo(ExitCode.DONE);
    }

    @Test
    void nobody_to_ask_is_a_missing_yes_as_well() {
        assertThatThrownBy(() -> ask(false, "y\n")).isInstanceOfSatisfying(Failure.class,
                failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.NEEDS_YES));
    }
}
