package orchestrator.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Difference;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Peers;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.VolumeId;
import orchestrator.core.state.NodeObservation;

/**
 * What tells one look at the cluster from the one before, and whom that concerns: those of whom
 * something is seen or wanted otherwise, and those who use them. Of a node it concerns all it runs
 * when the node itself is another one, else those whose placement or row has changed.
 */
final class News {
    private final ClusterIndex index;
    private final InstanceSet changed = new InstanceSet();

    News(ClusterIndex index) {
        this.index = index;
    }

    /** One on a silent node counts as lost some day, and leaves the lists of those who use it. */
    void ofTime(NodeObservation restless) {
        if (restless.silentSince().isPresent()) {
            restless.assignment().instances().forEach(each -> changed.add(each.id()));
        }
    }

    /** True when it has changed in what decides who runs on every node. */
    boolean ofNode(NodeObservation old, NodeObservation now) {
        ofInstances(old, now);
        new Difference<>(old.status().volumes().stream().sorted().toList(),
                now.status().volumes().stream().sorted().toList(), VolumeId::compareTo)
                .tell(each -> ofVolume(each, () -> index.data().remove(each, now.name())),
                        each -> ofVolume(each, () -> index.data().add(each, now.name())));
        ofSiblings(old, now);
        return decides(old, now);
    }

    private static boolean decides(NodeObservation old, NodeObservation now) {
        return old.assignment().instances() != now.assignment().instances()
                || !old.node().labels().equals(now.node().labels())
                || !old.status().volumes().equals(now.status().volumes());
    }

    private void ofInstances(NodeObservation old, NodeObservation now) {
        if (isAnother(old, now)) {
            old.assignment().instances().forEach(each -> changed.add(each.id()));
            now.assignment().instances().forEach(each -> changed.add(each.id()));
            return;
        }
        new Difference<>(old.assignment().instances(), now.assignment().instances(),
                AssignedInstance.ORDER)
                .tell(each -> changed.add(each.id()), each -> changed.add(each.id()));
        new Difference<>(old.status().instances(), now.status().instances(),
                InstanceStatus.ORDER)
                .tell(each -> changed.add(each.id()), each -> changed.add(each.id()));
    }

    /** What a settled instance may depend on, whichever it is that runs there. */
    private static boolean isAnother(NodeObservation old, NodeObservation now) {
        return !old.node().equals(now.node()) || !old.silentSince().equals(now.silentSince())
                || !old.intent().equals(now.intent()) || !old.doubt().equals(now.doubt())
                || old.reported() != now.reported();
    }

    private void ofVolume(VolumeId volume, Runnable move) {
        move.run();
        changed.add(volume.instance());
    }

    /** What came to the node, or moved with it, may be where another one must not be. */
    private void ofSiblings(NodeObservation old, NodeObservation now) {
        if (!index.wanted().isAnyApart()) {
            return;
        }
        boolean isElsewhere = !old.node().labels().equals(now.node().labels());
        if (isElsewhere || old.assignment().instances() != now.assignment().instances()) {
            now.assignment().instances().stream()
                    .filter(each -> isElsewhere || old.assignment()
                            .find(each.id(), each.incarnation()).isEmpty())
                    .flatMap(each -> index.wanted().find(each.id()).stream())
                    .filter(each -> each.service().place().apart().isPresent())
                    .forEach(each -> index.wanted().project(each.id().project()).orElseThrow()
                            .of(each.id().service()).forEach(index::attend));
        }
    }

    /** Of a project that was not known before, or is not any more, with one of them empty. */
    void ofProject(Optional<WantedProject> old, Optional<WantedProject> now) {
        TreeSet<String> restarted = restarted(old, now);
        TreeMap<Peers, WantedPeers> gone = new TreeMap<>();
        old.ifPresent(project -> project.all().forEach(each -> gone.put(each.peers(), each)));
        now.ifPresent(project -> project.all().forEach(peers -> {
            Optional<WantedPeers> same = Optional.ofNullable(gone.remove(peers.peers()));
            boolean isKept = same.filter(peers::isLike).isPresent()
                    && same.get().numbers().equals(peers.numbers())
                    && !isRestarted(peers, restarted);
            if (!isKept) {
                same.ifPresent(changed::addAll);
                changed.addAll(peers);
            }
        }));
        gone.values().forEach(changed::addAll);
    }

    /** Addresses of which a restart is asked that was not asked before. */
    private static TreeSet<String> restarted(Optional<WantedProject> old,
            Optional<WantedProject> now) {
        TreeMap<String, Integer> asked = new TreeMap<>();
        now.ifPresent(project -> asked.putAll(project.project().restarts()));
        old.ifPresent(project -> project.project().restarts().forEach(asked::remove));
        return new TreeSet<>(asked.keySet());
    }

    /** True when any of them may be meant by one of those addresses. */
    private static boolean isRestarted(WantedPeers peers, TreeSet<String> addresses) {
        if (addresses.isEmpty()) {
            return false;
        }
        List<String> covering = peers.peers().id(1).addresses();
        String first = covering.getLast();
        String stem = first.substring(0, first.length() - 1);
        return covering.stream().anyMatch(addresses::contains)
                || addresses.tailSet(stem).stream().findFirst()
                        .filter(each -> each.startsWith(stem)).isPresent();
    }

    void ofSecret(SecretId secret) {
        index.wanted().project(secret.project()).ifPresent(project -> project.services().stream()
                .filter(service -> index.specs().of(service.container()).uses().secrets()
                        .contains(secret.name()))
                .flatMap(service -> project.of(service.name()).stream()).forEach(changed::addAll));
    }

    /** At the end, when all is known that has changed, and who uses whom by now. */
    void tellUsers() {
        Attention users = new Attention(index.wanted(), index.users(), changed);
        users.forEachId(id -> {
            index.attend(id);
            users.forEachUser(id, index::attend);
        });
    }
}
