package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import orchestrator.reconciler.simulation.zookeeper.SimulatedClusterStore;

/** Everything that may go wrong with a cluster, drawn from a seed, and the way back. */
final class Mischief {
    private static final int LONGEST_PAUSE_MILLIS = 8_000;

    private static final int MOST = 6;
    private static final int BALANCERS = 2;

    private final SimulatedCluster cluster;
    private final Random random;
    private final TreeSet<String> drained = new TreeSet<>();
    private final boolean stacks;
    private int count = 3;
    private int image = 1;

    Mischief(SimulatedCluster cluster, long seed) {
        this.cluster = cluster;
        this.random = new Random(seed);
        this.stacks = random.nextBoolean();
    }

    /** How many instances are wanted by now. */
    int wanted() {
        return stacks ? 2 * count + BALANCERS : count;
    }

    /** What the balancers must list in the end: the copies, when there are stacks at all. */
    int listed() {
        return stacks ? count : 0;
    }

    void start() {
        apply();
        cluster.pass(pause());
    }

    private void apply() {
        cluster.apply(stacks
                ? Declarations.shop(count, BALANCERS).replace("shop-php:1", "shop-php:" + image)
                : Declarations.web(count, "web:" + image));
    }

    /** One thing goes wrong, or is changed, or is mended; then some time passes. */
    void strike() {
        switch (random.nextInt(13)) {
            case 0, 1 -> killAnyContainer();
            case 2 -> cluster.restartAgent(anyNode());
            case 3 -> cluster.node(anyNode()).crash();
            case 4 -> cutNode();
            case 5 -> mendNode(anyNode());
            case 6 -> cluster.servers().forEach(this::maybeKill);
            case 7 -> cluster.servers().forEach(this::maybeCut);
            case 8 -> cluster.servers().forEach(this::mendServer);
            case 9 -> changeCount();
            case 10 -> changeImage();
            case 11 -> drainOrNot();
            default -> cluster.stores().forEach(this::spoilNextCommit);
        }
        cluster.pass(pause());
    }

    /** Everything works again and nothing more goes wrong. */
    void heal() {
        cluster.servers().forEach(this::mendServer);
        cluster.nodeNames().forEach(this::mendNode);
        drained.forEach(cluster::undrain);
        cluster.stores().forEach(store -> {
            store.setDropHints(false);
            store.setNextCommit(Fates.OfCommit.ANSWERED);
        });
    }

    private void cutNode() {
        SimulatedMachine node = cluster.node(anyNode());
        if (node.hasAgent()) {
            node.link().cut();
        }
    }

    private void mendNode(String name) {
        SimulatedMachine node = cluster.node(name);
        if (node.hasAgent()) {
            node.link().heal();
        } else {
            node.startAgent();
        }
    }

    private void maybeKill(String name) {
        if (random.nextBoolean()) {
            cluster.server(name).kill();
        }
    }

    private void maybeCut(String name) {
        if (random.nextBoolean() && cluster.server(name).isAlive()) {
            cluster.server(name).link().cut();
        }
    }

    private void mendServer(String name) {
        if (cluster.server(name).isAlive()) {
            cluster.server(name).link().heal();
        } else {
            cluster.startServer(name);
        }
    }

    private void killAnyContainer() {
        List<String> running = List.copyOf(cluster.sight().running().keySet());
        if (!running.isEmpty()) {
            cluster.killContainer(running.get(random.nextInt(running.size())));
        }
    }

    private void changeCount() {
        count = 1 + random.nextInt(MOST);
        apply();
    }

    private void changeImage() {
        image = 1 + random.nextInt(3);
        apply();
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

    private void spoilNextCommit(SimulatedClusterStore store) {
        Fates.OfCommit[] fates = Fates.OfCommit.values();
        store.setNextCommit(fates[random.nextInt(fates.length)]);
        store.setDropHints(random.nextInt(4) == 0);
    }

    private String anyNode() {
        List<String> names = cluster.nodeNames();
        return names.get(random.nextInt(names.size()));
    }

    private Duration pause() {
        return Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
    }
}
