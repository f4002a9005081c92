package orchestrator.reconciler.logs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;

/**
 * Sends the output of one container to one reader. A reader that is slower than the container loses
 * lines, and is told how many; the engine is never held up.
 */
final class LogStream {
    private static final int WAITING_LINES = 10_000;
    private static final long BEAT_SECONDS = 1;

    private final ContainerRuntime runtime;
    private final OutputStream body;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING_LINES);
    private final AtomicLong lost = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();

    LogStream(ContainerRuntime runtime, OutputStream body) {
        this.runtime = runtime;
        this.body = new BufferedOutputStream(body);
    }

    void send(String containerId, LogRequest request) throws IOException {
        try {
            if (request.follow()) {
                follow(containerId, request.tail());
            } else {
                for (String line : runtime.lastOutput(containerId, request.tail())) {
                    write(LogFrame.line(line));
                }
            }
        } catch (ContainerRuntimeException | ContainerRuntimeUnavailableException e) {
            write(LogFrame.failure(e.getMessage()));
        }
        body.flush();
    }

    private void follow(String containerId, int tail) throws IOException {
        ContainerRuntime.Following following = runtime.follow(containerId, tail, this::arrived,
                () -> ended.set(true));
        try {
            while (!ended.get() || !lines.isEmpty()) {
                sendNext();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            following.close();
        }
    }

    /** On a thread of the runtime. */
    private void arrived(String line) {
        if (!lines.offer(line)) {
            lost.incrementAndGet();
        }
    }

    private void sendNext() throws IOException, InterruptedException {
        String line = lines.poll(BEAT_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            write(LogFrame.beat());
            body.flush();
            return;
        }
        write(LogFrame.line(line));
        if (lines.isEmpty()) {
            long missing = lost.getAndSet(0);
            if (missing > 0) {
                write(LogFrame.line("… " + missing + " lines were left out: the reader is slower"));
            }
            body.flush();
        }
    }

    private void write(String frame) throws IOException {
        body.write(frame.getBytes(StandardCharsets.UTF_8));
    }
}
