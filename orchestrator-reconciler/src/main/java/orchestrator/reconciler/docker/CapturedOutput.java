package orchestrator.reconciler.docker;

import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a command prints, output and errors as they come, up to a limit. */
final class CapturedOutput extends EngineStream<Frame> {
    private static final int LONGEST = 64 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void onNext(Frame frame) {
        byte[] piece = frame.getPayload();
        bytes.write(piece, 0, Math.min(piece.length, LONGEST - bytes.size()));
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
