package orchestrator.reconciler.docker;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts the pieces in which output arrives together to lines, output and errors apart so that half a
 * line of one never ends in the other.
 */
final class OutputLines extends EngineStream<Frame> {
    /** A program that never ends its line must not fill the memory. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final Map<StreamType, ByteArrayOutputStream> begun = new EnumMap<>(StreamType.class);
    private final Consumer<String> line;
    private final Runnable end;

    OutputLines(Consumer<String> line, Runnable end) {
        this.line = line;
        this.end = end;
    }

    @Override
    public void onNext(Frame frame) {
        ByteArrayOutputStream rest = begun.computeIfAbsent(frame.getStreamType(),
                _ -> new ByteArrayOutputStream());
        for (byte b : frame.getPayload()) {
            if (b == '\n' || rest.size() >= LONGEST_LINE) {
                finish(rest);
            }
            if (b != '\n') {
                rest.write(b);
            }
        }
    }

    @Override
    protected void atEnd() {
        begun.values().stream().filter(rest -> rest.size() > 0).forEach(this::finish);
        end.run();
    }

    private void finish(ByteArrayOutputStream rest) {
        String text = rest.toString(StandardCharsets.UTF_8);
        rest.reset();
        line.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
