package orchestrator.reconciler.docker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine at its socket, that says what it is told to say. */
@Timeout(60)
class SignOfLifeTest {
    private static final String YES = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String WITH_MORE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";
    private static final String BROKEN_OFF = "HTTP/1.1 200 OK\r\nContent-";
    private static final String NO = "HTTP/1.1 500 Internal Server Error\r\n\r\n";

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedBlockingQueue<List<String>> answers = new LinkedBlockingQueue<>();
    private final List<SocketChannel> connections = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private ServerSocketChannel engine;
    private SignOfLife life;

    @BeforeEach
    void open() throws IOException {
        Path socket = directory.resolve("engine.sock");
        engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        engine.bind(UnixDomainSocketAddress.of(socket));
        threads.submit(this::accept);
        life = new SignOfLife(URI.create("unix://" + socket), false);
    }

    @AfterEach
    void close() throws IOException {
        life.close();
        engine.close();
        threads.shutdownNow();
    }

    private Void accept() throws IOException {
        while (true) {
            SocketChannel each = engine.accept();
            connections.add(each);
            threads.submit(() -> answer(each));
        }
    }

    /** Each question with the next answer, piece by piece; the connection ends with one of none. */
    private Void answer(SocketChannel channel) throws Exception {
        ByteBuffer question = ByteBuffer.allocate(1_000);
        while (channel.read(question) >= 0) {
            asked.add(new String(question.array(), 0, question.position(),
                    StandardCharsets.US_ASCII));
            question.clear();
            List<String> pieces = answers.take();
            for (String piece : pieces) {
                channel.write(ByteBuffer.wrap(piece.getBytes(StandardCharsets.US_ASCII)));
            }
            if (pieces.isEmpty() || pieces.equals(List.of(BROKEN_OFF))) {
                channel.close();
                return null;
            }
        }
        channel.close();
        return null;
    }

    @Test
    void one_connection_serves_for_all() throws Exception {
        answers.add(List.of(YES));
        answers.add(List.of("HTTP/1.1 200 OK\r", "\nContent-Length: 0\r\n\r", "\n"));
        answers.add(List.of(YES));

        assertThat(List.of(life.isShown(), life.isShown(), life.isShown()))
                .containsExactly(true, true, true);
        assertThat(connections).hasSize(1);
        assertThat(asked).hasSize(3).allMatch(each -> each.startsWith("HEAD /_ping HTTP/1.1\r\n"));
    }

    @Test
    void another_answer_is_no_sign_and_the_next_one_is_asked_for_over_another_connection()
            throws Exception {
        answers.add(List.of(NO));
        answers.add(List.of(BROKEN_OFF));
        answers.add(List.of());
        answers.add(List.of(WITH_MORE));
        answers.add(List.of(YES));

        assertThat(List.of(life.isShown(), life.isShown(), life.isShown(), life.isShown(),
                life.isShown())).containsExactly(false, false, false, false, true);
        assertThat(connections).hasSize(5);
    }

    @Test
    void an_engine_that_began_anew_is_connected_to_anew() throws Exception {
        answers.add(List.of(YES));
        assertThat(life.isShown()).isTrue();
        connections.getFirst().shutdownInput();
        answers.add(List.of(YES));

        assertThat(life.isShown()).isFalse();
        assertThat(life.isShown()).isTrue();
    }

    @Test
    void an_answer_that_never_ends_is_no_sign() throws Exception {
        answers.add(List.of("HTTP/1.1 200 OK\r\n" + "x".repeat(10_000) + "\r\n\r\n"));

        assertThat(life.isShown()).isFalse();
    }

    @Test
    void who_waits_for_a_silent_engine_can_be_interrupted_and_the_late_answer_is_never_taken()
            throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        Future<Boolean> waits = threads.submit(() -> {
            try {
                return life.isShown();
            } finally {
                gone.countDown();
            }
        });
        await().atMost(20, SECONDS).until(() -> asked.size() == 1);
        waits.cancel(true);
        // Cancelled is not over, and one at a time may ask.
        gone.await();
        answers.add(List.of(NO));
        // For the first connection: whoever waits on the second could else be faster.
        await().atMost(20, SECONDS).until(answers::isEmpty);
        answers.add(List.of(YES));

        assertThat(life.isShown()).isTrue();
        assertThat(connections).hasSize(2);
    }

    @Test
    void who_waits_gets_no_sign_when_it_is_closed() throws Exception {
        Future<Boolean> waits = threads.submit(life::isShown);
        await().atMost(20, SECONDS).until(() -> asked.size() == 1);

        life.close();
        assertThat(waits.get()).isFalse();
    }

    @Test
    void an_interrupt_is_told_as_one() {
        Future<Boolean> waits = threads.submit(() -> {
            Thread.currentThread().interrupt();
            return life.isShown();
        });

        assertThatThrownBy(waits::get).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void who_is_secured_or_speaks_something_else_shows_none() throws Exception {
        answers.add(List.of(YES));
        URI here = URI.create("unix://" + directory.resolve("engine.sock"));

        assertThat(new SignOfLife(here, true).isShown()).isFalse();
        assertThat(new SignOfLife(URI.create("npipe:////./pipe/docker_engine"), false).isShown())
                .isFalse();
        assertThat(new SignOfLife(URI.create("unix:///nobody/is/here"), false).isShown()).isFalse();
        assertThat(asked).isEmpty();
    }
}
