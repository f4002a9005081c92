package orchestrator.reconciler.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.VolumeId;
import orchestrator.core.state.ObservedContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an engine has shown of containers and volumes. Whoever looks again asks for no more than what
 * may have changed: nothing but a sign of life when there is no news, and else the list, which does
 * not wait for anybody, with the details of those something has happened to, which may wait for
 * whatever is being done to them.
 */
final class EngineMemory {
    private static final Logger LOG = LoggerFactory.getLogger(EngineMemory.class);

    private final EngineNews news;
    private final DockerClients clients;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Map<String, String>, Seen> seen = new LinkedHashMap<>();

    /** What is known under some labels. */
    private static final class Seen {
        private final Remembered<List<ObservedContainer>> containers = new Remembered<>();
        private final Remembered<List<VolumeId>> volumes = new Remembered<>();
        private Map<String, Known> details = Map.of();
    }

    /** @param asOf number of the news at which it was asked for */
    private record Known(ObservedContainer container, long asOf) {}

    EngineMemory(EngineNews news, DockerClients clients) {
        this.news = news;
        this.clients = clients;
    }

    /** Every container, in any state, with all these labels. */
    List<ObservedContainer> containers(DockerClient client, Map<String, String> labels)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Seen its = seen(labels);
            long number = news.containers();
            Optional<List<ObservedContainer>> same = its.containers.at(number);
            if (same.isPresent()) {
                if (!clients.pair().life().isShown()) {
                    client.pingCmd().exec();
                }
                return same.get();
            }
            its.details = look(client, labels, its.details, number);
            List<ObservedContainer> found = its.details.values().stream().map(Known::container)
                    .toList();
            its.containers.learnt(number, found);
            return found;
        } finally {
            lock.unlock();
        }
    }

    private Seen seen(Map<String, String> labels) {
        return seen.computeIfAbsent(new TreeMap<>(labels), _ -> new Seen());
    }

    private Map<String, Known> look(DockerClient client, Map<String, String> labels,
            Map<String, Known> before, long number) {
        Map<String, Known> found = new LinkedHashMap<>();
        for (Container row : client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(labels)
                .exec()) {
            Optional<Known> known = Optional.ofNullable(before.get(row.getId()))
                    .filter(it -> isStopping(it.container())
                            || news.isUntouchedSince(row.getId(), it.asOf())
                                    && ContainerObservation.isLike(row, it.container()));
            known.or(() -> ask(client, row).map(it -> new Known(it, number)))
                    .ifPresent(it -> found.put(row.getId(), it));
        }
        before.keySet().stream().filter(id -> !found.containsKey(id)).forEach(news::forget);
        return found;
    }

    /**
     * One that ran when a call of ours began that may stop it counts as running until that call is
     * over: whoever asked for its details would wait for its end, and all who look with it.
     */
    private boolean isStopping(ObservedContainer container) {
        return container.state() == ObservedContainer.State.RUNNING
                && news.isUnderWay(container.id());
    }

    private Optional<ObservedContainer> ask(DockerClient client, Container row) {
        Optional<ContainerIdentity> identity = ContainerNames.identity(row.getLabels());
        if (identity.isEmpty()) {
            LOG.warn("container {} has our labels but no readable identity: left alone",
                    row.getId());
            return Optional.empty();
        }
        return news.isUntouched(row.getId()) && ContainerObservation.neverRan(row)
                ? Optional.of(ContainerObservation.unstarted(row.getId(), identity.get()))
                : ContainerObservation.inspect(client, row.getId(), identity.get());
    }

    /** The volumes with all these labels, if nothing has to be asked for that, or waited for. */
    Optional<List<VolumeId>> knownVolumes(Map<String, String> labels) {
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            return seen(labels).volumes.at(news.volumes());
        } finally {
            lock.unlock();
        }
    }

    /** The volumes with all these labels. */
    List<VolumeId> volumes(DockerClient client, Map<String, String> labels)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Seen its = seen(labels);
            long number = news.volumes();
            Optional<List<VolumeId>> same = its.volumes.at(number);
            if (same.isPresent()) {
                return same.get();
            }
            List<VolumeId> found = client.listVolumesCmd()
                    .withFilter("label", labels.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue()).toList())
                    .exec().getVolumes().stream()
                    .flatMap(volume -> ContainerNames.volumeId(volume.getLabels()).stream())
                    .sorted().toList();
            its.volumes.learnt(number, found);
            return found;
        } finally {
            lock.unlock();
        }
    }
}
