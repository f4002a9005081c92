package orchestrator.reconciler.logs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import orchestrator.core.model.NodeRecord;

/** Reads the output of containers from the agents of their nodes. */
public final class LogClient {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** An agent says every second that it is still there. */
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final int LONGEST_REFUSAL = 500;

    private final RequestSigner signer;
    private final InstantSource clock;
    private final Supplier<String> nonces;

    /**
     * @param clock  the wall clock
     * @param nonces draws a text of at most 64 letters and digits that was never used before
     */
    public LogClient(RequestSigner signer, InstantSource clock, Supplier<String> nonces) {
        this.signer = signer;
        this.clock = clock;
        this.nonces = nonces;
    }

    /**
     * Passes on the lines as they come; returns at their end, or about a second after
     * {@code ended} says that nobody reads any more.
     *
     * @throws LogsUnavailableException when the agent does not answer or refuses
     */
    public void read(NodeRecord node, LogRequest request, Consumer<String> line,
            BooleanSupplier ended) {
        try {
            HttpURLConnection connection = open(node, request);
            try {
                requireAnswer(node, connection);
                lines(connection.getInputStream(), line, ended);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new LogsUnavailableException("the agent of " + node.name() + " at "
                    + node.logsAddress() + " does not answer", e);
        }
    }

    private HttpURLConnection open(NodeRecord node, LogRequest request) throws IOException {
        HttpURLConnection connection = LogConnections.open(node.logsAddress(), request.target());
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) SILENCE.toMillis());
        connection.setInstanceFollowRedirects(false);
        String time = Long.toString(clock.instant().getEpochSecond());
        String nonce = nonces.get();
        connection.setRequestProperty(RequestSigner.TIME, time);
        connection.setRequestProperty(RequestSigner.NONCE, nonce);
        connection.setRequestProperty(RequestSigner.SIGNATURE, signer
                .sign(new RequestSigner.Signed("GET", request.target(), time, nonce)));
        return connection;
    }

    private static void requireAnswer(NodeRecord node, HttpURLConnection connection)
            throws IOException {
        if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
            return;
        }
        InputStream error = connection.getErrorStream();
        String text = error == null
                ? "it gives no reason"
                : new String(error.readNBytes(LONGEST_REFUSAL), StandardCharsets.UTF_8).strip();
        throw new LogsUnavailableException(node.name() + ": " + text, null);
    }

    private static void lines(InputStream body, Consumer<String> line, BooleanSupplier ended)
            throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String frame = reader.readLine(); frame != null
                    && !ended.getAsBoolean(); frame = reader.readLine()) {
                pass(frame, line);
            }
        }
    }

    private static void pass(String frame, Consumer<String> line) {
        if (frame.isEmpty()) {
            return;
        }
        switch (frame.charAt(0)) {
            case LogFrame.LINE -> line.accept(frame.substring(1));
            case LogFrame.FAILURE -> throw new LogsUnavailableException(frame.substring(1), null);
            default -> {
                // A beat: only there so that silence can be told from absence.
            }
        }
    }
}
