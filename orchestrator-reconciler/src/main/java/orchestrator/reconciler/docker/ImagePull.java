package orchestrator.reconciler.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import orchestrator.reconciler.runtime.ContainerRuntime.PullProgress;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pull. It may take as long as it likes while something moves: the time that counts is the time
 * since the engine last said anything.
 */
final class ImagePull {
    private static final Logger LOG = LoggerFactory.getLogger(ImagePull.class);
    /** What hung with an engine that is well again is over within the minute that all may take. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    /** What a callback thread hands to the thread that waits. */
    private sealed interface Message {
        record Said(PullResponseItem item) implements Message {}

        record Ended(Optional<Throwable> failure) implements Message {}
    }

    private final String image;
    private final PullProgress progress;
    private final Duration longestSilence;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final Map<String, Layer> layers = new LinkedHashMap<>();

    /** Bytes of one layer; {@code total} is 0 until the registry has told its size. */
    private record Layer(long done, long total) {}

    ImagePull(String image, PullProgress progress, Duration longestSilence) {
        this.image = image;
        this.progress = progress;
        this.longestSilence = longestSilence;
    }

    /** Blocks until the image is there; see {@code ContainerRuntime.pull} for what it throws. */
    void run(DockerClient client) throws InterruptedException {
        ImageName name = ImageName.parse(image);
        try (Listener listener = new Listener()) {
            client.pullImageCmd(name.repository()).withTag(name.tag()).exec(listener);
            while (true) {
                Message message = messages.poll(longestSilence.toMillis(), TimeUnit.MILLISECONDS);
                if (message == null) {
                    throw new ContainerRuntimeException(Kind.PULL_FAILED, "cannot pull " + image
                            + ": nothing arrived for " + longestSilence.toSeconds() + "s", null);
                }
                if (isLast(message)) {
                    return;
                }
            }
        }
    }

    private boolean isLast(Message message) {
        return switch (message) {
            case Message.Said(PullResponseItem item) -> {
                said(item);
                yield false;
            }
            case Message.Ended(Optional<Throwable> failure) -> {
                if (failure.isPresent()) {
                    throw EngineErrors.of(EngineErrors.PULL + image, failure.get());
                }
                yield true;
            }
        };
    }

    private void said(PullResponseItem item) {
        if (item.getErrorDetail() != null) {
            throw EngineErrors.refusal(EngineErrors.PULL + image,
                    String.valueOf(item.getErrorDetail().getMessage()), null);
        }
        ResponseItem.ProgressDetail detail = item.getProgressDetail();
        if (item.getId() == null || detail == null || detail.getTotal() == null) {
            return;
        }
        // unpacking starts from zero again: what was fetched stays counted
        if ("Downloading".equals(item.getStatus())) {
            Long current = detail.getCurrent();
            layers.put(item.getId(),
                    new Layer(current == null ? 0 : current, detail.getTotal()));
            report();
        } else if (layers.containsKey(item.getId())) {
            layers.computeIfPresent(item.getId(), (_, layer) -> new Layer(layer.total(),
                    layer.total()));
            report();
        }
    }

    private void report() {
        progress.at(layers.values().stream().mapToLong(Layer::done).sum(),
                layers.values().stream().mapToLong(Layer::total).sum());
    }

    private final class Listener implements ResultCallback<PullResponseItem> {
        private volatile Closeable stream = () -> {};

        @Override
        public void onStart(Closeable opened) {
            stream = opened;
        }

        @Override
        public void onNext(PullResponseItem item) {
            messages.add(new Message.Said(item));
        }

        @Override
        public void onError(Throwable failure) {
            messages.add(new Message.Ended(Optional.of(failure)));
        }

        @Override
        public void onComplete() {
            messages.add(new Message.Ended(Optional.empty()));
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException e) {
                LOG.debug("the stream of a pull did not close", e);
            }
        }
    }
}
