package orchestrator.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import orchestrator.cli.render.Json;
import orchestrator.cli.render.Line;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Console console = new Console(InputStream.nullInputStream(), buffered(),
            buffered(), Console.Traits.none(ZoneOffset.UTC), InstantSource.fixed(Instant.EPOCH));

    @Test
    void results_and_what_is_said_beside_them_leave_in_the_order_they_were_written() {
        console.print("Done in 6s.");
        console.hint("Undo: orch rollback");
        console.print(List.of(Line.of("lamp-1")));
        console.say("lamp-1 ready");
        console.print(Json.object().with("ready", 1));
        console.hint("Next: orch status");

        assertThat(shown.toString(StandardCharsets.UTF_8).lines()).containsExactly("Done in 6s.",
                "Undo: orch rollback", "lamp-1", "lamp-1 ready", "{\"ready\":1}",
                "Next: orch status");
    }

    /** As standard output and standard error of a process are. */
    private PrintStream buffered() {
        return new PrintStream(new BufferedOutputStream(shown), false, StandardCharsets.UTF_8);
    }
}
