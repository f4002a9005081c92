package orchestrator.reconciler.simulation.plants;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ClusterRecord;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.wire.RecordCodec;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.SimulatedMachine;
import orchestrator.reconciler.simulation.Strangers;
import orchestrator.reconciler.simulation.judge.Judges;
import orchestrator.reconciler.simulation.judge.Violation;
import orchestrator.reconciler.simulation.zookeeper.SimulatedClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoredRecord;

/** What happens to one cluster, one thing after the other, and the way back. */
final class Strikes {
    private static final int LONGEST_PAUSE_MILLIS = 6_000;
    private static final Duration PEACE = Duration.ofSeconds(120);
    private static final Duration LATE = Duration.ofMillis(5_500);
    private static final Duration NOTICED = Duration.ofSeconds(3);
    /** Whatever was begun for it is over by then, and nobody mixes it up with what comes after. */
    private static final Duration LONG_AGO = Duration.ofSeconds(70);

    private final Weather.Kind kind;
    private final SimulatedCluster cluster;
    private final Judges judges;
    private final Random random;
    private final Work work;
    private final TreeSet<String> drained = new TreeSet<>();
    private final Calls calls;
    private final List<String> seen = new ArrayList<>();
    private Optional<Instant> strangeSince = Optional.empty();

    Strikes(Weather.Kind kind, SimulatedCluster cluster, Judges judges, Random random) {
        this.kind = kind;
        this.cluster = cluster;
        this.judges = judges;
        this.random = random;
        this.work = Work.of(kind, random);
        this.calls = new Calls(cluster);
        cluster.fates(calls);
        cluster.onCommit(this::committed);
    }

    void begin() {
        Strangers.settle(cluster, "site");
        work.apply(cluster);
        cluster.await("first peace", PEACE, this::isAtPeace);
        cluster.pass(Duration.ofSeconds(3));
    }

    void strike() {
        switch (kind) {
            case CALM -> calm();
            case NETWORK -> network();
            case EXCLUSIVE -> exclusive();
            case STORE -> store();
            case ENGINE -> engine();
            case LOSS -> loss();
        }
        cluster.pass(pause());
    }

    private void calm() {
        switch (random.nextInt(5)) {
            case 0, 1 -> change();
            case 2, 3 -> drainOrNot();
            default -> replaceLeader();
        }
    }

    private void network() {
        switch (random.nextInt(9)) {
            case 0 -> change();
            case 1 -> cutAny();
            case 2 -> cluster.servers().forEach(this::maybeCut);
            case 3 -> replaceLeader();
            case 4 -> calls.loseHints(random.nextBoolean());
            case 5 -> expireLeaderUnheard();
            case 6 -> mend();
            case 7 -> orderThenCut();
            default -> cluster.stores().forEach(this::spoilNextCommit);
        }
    }

    private void exclusive() {
        switch (random.nextInt(10)) {
            case 0 -> change();
            case 1 -> cluster.node(anyNode()).crash();
            case 2 -> freezeBusy();
            case 3 -> drainOrNot();
            case 4 -> drainWhileCut();
            case 5 -> freezeWithoutFencer();
            case 6 -> replaceLeader();
            case 7 -> answerLate();
            case 8 -> moveLate();
            default -> mend();
        }
    }

    /** The agent falls silent, its containers run on, and a person drains the node. */
    private void drainWhileCut() {
        String node = busy();
        if (cluster.node(node).hasAgent() && drained.isEmpty()) {
            cluster.node(node).link().cut();
            cluster.pass(Duration.ofSeconds(9));
            drained.add(node);
            cluster.drain(node);
            cluster.pass(Duration.ofSeconds(12));
        }
    }

    /** Without its fencer a node may not hold a lease; the agent has time to see to that. */
    private void freezeWithoutFencer() {
        String node = busy();
        cluster.node(node).fencer().breakDown(true);
        cluster.pass(Duration.ofSeconds(25));
        freeze(node);
        cluster.pass(Duration.ofSeconds(45));
        thaw(node);
    }

    /** A renewal is made at once and answered late, and then the agent stands still. */
    private void answerLate() {
        String node = busy();
        if (cluster.node(node).hasAgent()) {
            calls.answerLate(node, LATE, () -> freeze(node));
            cluster.pass(Duration.ofSeconds(40));
            calls.forget();
            thaw(node);
        }
    }

    private void freeze(String node) {
        if (cluster.node(node).hasAgent()) {
            cluster.node(node).freezeAgent();
        }
    }

    private void thaw(String node) {
        if (cluster.node(node).hasAgent()) {
            cluster.node(node).thawAgent();
        }
    }

    /** The leader decides on a silent node, and its commit is under way when that comes back. */
    private void moveLate() {
        String node = busy();
        if (cluster.node(node).hasAgent()) {
            cluster.node(node).link().cut();
            calls.commitLate(Duration.ofSeconds(9), cluster.node(node).link()::heal);
            cluster.pass(Duration.ofSeconds(45));
            calls.forget();
        }
    }

    /** A node on which something runs, when there is one. */
    private String busy() {
        List<String> busy = cluster.nodeNames().stream()
                .filter(each -> cluster.sight().containersOn(each) > 0).toList();
        return busy.isEmpty() ? anyNode() : busy.get(random.nextInt(busy.size()));
    }

    /**
     * What is to stop is known to the nodes, but their engines answer only when the nodes are cut
     * off: by then nothing may be stopped. Before, the agents must have noticed that silence, or a
     * call that was made in good faith would have its effect at the end of it.
     */
    private void orderThenCut() {
        calls.loseHints(false);
        mend();
        cluster.await("peace before an order", PEACE, this::isAtPeace);
        cluster.pass(Duration.ofSeconds(10));
        silenceEngines(true);
        cluster.pass(Duration.ofSeconds(13));
        work.shrink();
        work.apply(cluster);
        cluster.pass(Duration.ofSeconds(2));
        cluster.nodeNames().forEach(each -> cluster.node(each).link().cut());
        cluster.pass(Duration.ofMillis(2_200));
        silenceEngines(false);
        cluster.pass(Duration.ofSeconds(8));
        mend();
    }

    private void silenceEngines(boolean silent) {
        cluster.nodeNames().forEach(each -> cluster.node(each).hands().silence(silent));
    }

    private void store() {
        switch (random.nextInt(7)) {
            case 0 -> change();
            case 1 -> without("/");
            case 2, 3 -> goBack();
            case 4 -> without("/projects/");
            case 5 -> without("/assignments/");
            default -> anotherCluster();
        }
    }

    /** Whoever looks at the store now must doubt it, and nothing is stopped. */
    private void without(String prefix) {
        cluster.pass(Duration.ofSeconds(25));
        Map<String, StoredRecord> now = cluster.ensemble().backup();
        Map<String, StoredRecord> left = new TreeMap<>(now);
        left.keySet().removeIf(path -> path.startsWith(prefix));
        put(left);
        int mark = cluster.log().mark();
        cluster.pass(Duration.ofSeconds(20));
        cluster.log().since(mark, Deed.STOPPED).stream()
                .filter(each -> each.isOurs() && isAssigned(now, each.identity()))
                .forEach(each -> seen.add("S6: " + each + " while the store had nothing below "
                        + prefix));
        put(now);
    }

    private static boolean isAssigned(Map<String, StoredRecord> store,
            ContainerIdentity identity) {
        StoredRecord record = store.get(Paths.assignment(identity.node()));
        return record != null && RecordCodec.decode(NodeAssignment.class, record.data())
                .find(identity.instance(), identity.incarnation()).isPresent();
    }

    /** The store shows what was before a rollout: nobody brings that back. */
    private void goBack() {
        Map<String, StoredRecord> before = cluster.ensemble().backup();
        change();
        cluster.pass(LONG_AGO);
        Map<String, StoredRecord> now = cluster.ensemble().backup();
        String node = busy();
        put(before);
        cluster.pass(Duration.ofSeconds(3));
        switch (random.nextInt(3)) {
            case 0 -> cluster.restartAgent(node);
            case 1 -> {
                cluster.node(node).disk().tear("watermark");
                cluster.restartAgent(node);
            }
            default -> killAny();
        }
        cluster.pass(Duration.ofSeconds(25));
        put(now);
    }

    private void anotherCluster() {
        var path = Paths.CLUSTER;
        Map<String, StoredRecord> now = cluster.ensemble().backup();
        Map<String, StoredRecord> other = new TreeMap<>(now);
        StoredRecord ours = now.get(path);
        other.put(path, new StoredRecord(path, RecordCodec.encode(new ClusterRecord(
                new ClusterId("decaf000-0000-0000-0000-000000000000"), ClusterRecord.FORMAT)),
                ours.version() + 1, ours.sequence() + 1, 0));
        put(other);
        strangeSince = Optional.of(cluster.timeline().now());
        killAny();
        cluster.pass(Duration.ofSeconds(4));
        killAny();
        cluster.pass(Duration.ofSeconds(8));
        strangeSince = Optional.empty();
        put(now);
    }

    private void committed(Committed committed) {
        boolean strange = strangeSince.filter(since -> since.plus(NOTICED)
                .isBefore(committed.at())).isPresent();
        if (strange && committed.process().startsWith("server")
                && committed.writes().stream().anyMatch(
                        write -> write.path().startsWith(Paths.ASSIGNMENTS)
                                || write.path().equals(Paths.EVENTS))) {
            seen.add("S5: " + committed.process() + " leads another cluster than its own");
        }
    }

    /** In a store that goes back in time nobody knows what serves. */
    boolean isFair(Violation violation) {
        return kind != Weather.Kind.STORE || !violation.rule().equals("S13");
    }

    /** What was seen that no judge looks at. */
    List<String> seen() {
        return seen;
    }

    private void engine() {
        SimulatedMachine node = cluster.node(anyNode());
        switch (random.nextInt(8)) {
            case 0 -> change();
            case 1 -> node.hands().silence(random.nextBoolean());
            case 2 -> calls.loseHints(random.nextBoolean());
            case 3 -> crashAgainAndAgain();
            case 4 -> refuseImages();
            case 5 -> cluster.restartAgent(anyNode());
            case 6 -> killAny();
            default -> {
                node.hands().killDaemon();
                cluster.timeline().after(Duration.ofSeconds(2),
                        () -> node.hands().startDaemon(true));
            }
        }
    }

    /** One node cannot fetch what is wanted next; the others can. */
    private void refuseImages() {
        for (String image : Work.IMAGES) {
            cluster.node("core-01").hands().refusePull(image,
                    ContainerRuntimeException.Kind.PULL_FAILED);
        }
    }

    private void loss() {
        switch (random.nextInt(6)) {
            case 0 -> change();
            case 1 -> cluster.nodeNames().forEach(this::maybeCutNode);
            case 2 -> cluster.node(anyNode()).crash();
            case 3 -> replaceLeader();
            case 4 -> silenceMany();
            default -> mend();
        }
    }

    /** For so long that everything would be moved, and with room for it. */
    private void silenceMany() {
        mend();
        int before = work.want(4);
        work.apply(cluster);
        cluster.pass(Duration.ofSeconds(20));
        cluster.nodeNames().stream().filter(each -> cluster.sight().containersOn(each) > 0)
                .limit(3).forEach(each -> cluster.node(each).link().cut());
        cluster.pass(Duration.ofSeconds(50));
        mend();
        work.want(before);
        work.apply(cluster);
    }

    private void change() {
        work.change(random);
        work.apply(cluster);
    }

    private void drainOrNot() {
        String node = anyNode();
        if (drained.remove(node)) {
            cluster.undrain(node);
        } else if (drained.isEmpty()) {
            drained.add(node);
            cluster.drain(node);
        }
    }

    private void replaceLeader() {
        cluster.leader().ifPresent(leader -> {
            cluster.server(leader).kill();
            cluster.startServer(leader);
        });
    }

    private void expireLeaderUnheard() {
        cluster.leader().ifPresent(leader -> cluster.server(leader).expireUnheard(
                cluster.ensemble(), Duration.ofSeconds(2 + random.nextInt(6)),
                cluster.timeline()));
    }

    private void cutAny() {
        maybeCutNode(anyNode());
    }

    private void maybeCutNode(String name) {
        SimulatedMachine node = cluster.node(name);
        if (node.hasAgent() && random.nextBoolean()) {
            node.link().cut();
        }
    }

    private void maybeCut(String server) {
        if (random.nextBoolean() && cluster.server(server).isAlive()) {
            cluster.server(server).link().cut();
        }
    }

    /** Long enough for another node to take over. */
    private void freezeBusy() {
        String node = busy();
        freeze(node);
        cluster.pass(Duration.ofSeconds(30));
        thaw(node);
    }

    private void spoilNextCommit(SimulatedClusterStore store) {
        Fates.OfCommit[] fates = Fates.OfCommit.values();
        store.setNextCommit(fates[random.nextInt(fates.length)]);
    }

    private void put(Map<String, StoredRecord> state) {
        cluster.ensemble().restore(state);
        judges.storeWasReplaced();
    }

    private void killAny() {
        List<String> running = List.copyOf(cluster.sight().running().keySet());
        if (!running.isEmpty()) {
            cluster.killContainer(running.get(random.nextInt(running.size())));
        }
    }

    private void crashAgainAndAgain() {
        List<String> running = List.copyOf(cluster.sight().running().keySet());
        if (running.isEmpty()) {
            return;
        }
        String address = running.get(random.nextInt(running.size()));
        for (int crash = 1; crash <= 80; crash++) {
            cluster.timeline().after(Duration.ofMillis(500L * crash),
                    () -> cluster.killContainer(address));
        }
        cluster.pass(Duration.ofSeconds(40));
    }

    private void mend() {
        cluster.servers().forEach(name -> {
            if (cluster.server(name).isAlive()) {
                cluster.server(name).link().heal();
            } else {
                cluster.startServer(name);
            }
        });
        cluster.nodeNames().forEach(this::mendNode);
    }

    private void mendNode(String name) {
        SimulatedMachine node = cluster.node(name);
        node.hands().silence(false);
        node.fencer().breakDown(false);
        Work.IMAGES.forEach(node.hands()::allowPull);
        if (node.hasAgent()) {
            node.link().heal();
        } else {
            node.startAgent();
        }
    }

    void heal() {
        calls.loseHints(false);
        cluster.pass(Duration.ofSeconds(40));
        mend();
        drained.forEach(cluster::undrain);
        cluster.stores().forEach(store -> store.setNextCommit(Fates.OfCommit.ANSWERED));
        cluster.nodeNames().forEach(name -> cluster.node(name).hands().startDaemon(true));
    }

    /** Not of a store that was put back: what is newer than it rightly freezes everybody. */
    void awaitPeace(Duration bound) {
        if (kind == Weather.Kind.STORE) {
            cluster.pass(Duration.ofSeconds(30));
            return;
        }
        cluster.await(work + " and nothing else", bound, this::isAtPeace);
        if (kind == Weather.Kind.EXCLUSIVE) {
            // Its lease is renewed for ever.
            cluster.pass(Duration.ofSeconds(30));
        } else {
            cluster.awaitSettled();
        }
    }

    private boolean isAtPeace() {
        return cluster.sight().readyCount() == work.wanted()
                && cluster.sight().containers().count() == work.wanted()
                && cluster.sight().images().containsAll(work.images());
    }

    private String anyNode() {
        List<String> names = cluster.nodeNames();
        return names.get(random.nextInt(names.size()));
    }

    private Duration pause() {
        return Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
    }
}
