package orchestrator.reconciler.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Event;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import orchestrator.reconciler.runtime.ContainerRuntime.Following;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to an engine for as long as asked, through restarts of it. Whatever may have been missed
 * counts as a change.
 */
final class EngineEvents {
    private static final Logger LOG = LoggerFactory.getLogger(EngineEvents.class);
    private static final long PAUSE_SECONDS = 1;
    /** Commands run inside containers make events too, one for every check: those are not news. */
    private static final String[] NEWS = {"create", "start", "die", "destroy", "oom", "pause",
            "unpause", "rename"};

    private final ExecutorService threads;
    private final DockerClients clients;
    private final EngineNews news;

    EngineEvents(ExecutorService threads, DockerClients clients, EngineNews news) {
        this.threads = threads;
        this.clients = clients;
        this.news = news;
    }

    Following follow(Runnable changed) {
        Future<?> listening = threads.submit(() -> listen(changed));
        return () -> listening.cancel(true);
    }

    private void listen(Runnable changed) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                listenOnce(changed);
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void listenOnce(Runnable changed) throws InterruptedException {
        Listener listener = new Listener(news, changed);
        try (listener) {
            DockerClient client = clients.pair().streams();
            client.eventsCmd()
                    .withEventTypeFilter("container")
                    .withEventFilter(NEWS)
                    .withLabelFilter(ContainerNames.CLUSTER)
                    .exec(listener);
            listener.awaitStart();
            news.listening();
            try {
                changed.run();
                listener.awaitEnd();
            } finally {
                news.deaf();
            }
        } catch (RuntimeException e) {
            LOG.debug("the engine's events ended, listening again: {}", e.toString());
        }
        changed.run();
    }

    private static final class Listener extends EngineStream<Event> {
        private final EngineNews news;
        private final Runnable changed;

        Listener(EngineNews news, Runnable changed) {
            this.news = news;
            this.changed = changed;
        }

        @Override
        public void onNext(Event event) {
            String id = String.valueOf(event.getId());
            switch (String.valueOf(event.getAction())) {
                case "create", "destroy" -> news.changed();
                default -> news.touched(id);
            }
            changed.run();
        }
    }
}
