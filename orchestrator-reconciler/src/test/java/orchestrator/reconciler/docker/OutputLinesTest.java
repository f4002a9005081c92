package orchestrator.reconciler.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputLinesTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void pieces_become_lines_and_the_last_needs_no_end() {
        try (OutputLines lines = lines()) {
            lines.onNext(frame(StreamType.STDOUT, "one\ntw"));
            lines.onNext(frame(StreamType.STDERR, "error\n"));
            lines.onNext(frame(StreamType.STDOUT, "o\r\nlast"));
            lines.onComplete();
        }
        assertThat(seen).containsExactly("one", "error", "two", "last", "END");
    }

    @Test
    void a_character_may_be_cut_in_two() {
        byte[] bytes = "é\n".getBytes(StandardCharsets.UTF_8);
        try (OutputLines lines = lines()) {
            lines.onNext(new Frame(StreamType.STDOUT, new byte[]{bytes[0]}));
            lines.onNext(new Frame(StreamType.STDOUT, new byte[]{bytes[1], bytes[2]}));
        }
        assertThat(seen).containsExactly("é");
    }

    @Test
    void tells_its_end_once() {
        try (OutputLines lines = lines()) {
            lines.onError(new IOException("closed"));
            lines.onComplete();
        }
        assertThat(seen).containsExactly("END");
    }

    private OutputLines lines() {
        return new OutputLines(seen::add, () -> seen.add("END"));
    }

    private static Frame frame(StreamType type, String text) {
        return new Frame(type, text.getBytes(StandardCharsets.UTF_8));
    }
}
