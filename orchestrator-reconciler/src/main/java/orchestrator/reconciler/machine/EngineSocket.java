package orchestrator.reconciler.machine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The socket of a container engine, without its client: quick, and nothing is loaded. */
public final class EngineSocket {
    private static final String PING = "GET /_ping HTTP/1.0\r\nHost: engine\r\n\r\n";
    private static final int ANSWER = 1024;

    private EngineSocket() {}

    /** How it stands with it. */
    public enum State {
        ABSENT, CLOSED, DENIED, OPEN
    }

    /** Whether somebody listens there, and lets this person in. */
    public static State state(Path socket) {
        if (!Files.exists(socket)) {
            return State.ABSENT;
        }
        try (SocketChannel _ = open(socket)) {
            return State.OPEN;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("denied") ? State.DENIED : State.CLOSED;
        }
    }

    /**
     * Waits for an answer, until it is interrupted.
     *
     * @return the first line of the answer
     * @throws IOException when the connection ends before
     */
    public static String ping(Path socket) throws IOException {
        try (SocketChannel channel = open(socket)) {
            channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(ANSWER);
            if (channel.read(answer) <= 0) {
                throw new IOException("it ended the connection without an answer");
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII)
                    .lines().findFirst().orElse("");
        }
    }

    private static SocketChannel open(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** True when the engine's program is on this machine. */
    public static boolean isInstalled(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "") + ":/usr/sbin:/usr/bin:/usr/local/bin";
        return List.of(path.split(":")).stream().filter(folder -> !folder.isBlank())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "dockerd")));
    }
}
