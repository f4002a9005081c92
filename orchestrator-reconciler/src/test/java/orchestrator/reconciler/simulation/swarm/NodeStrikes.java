package orchestrator.reconciler.simulation.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.SimulatedMachine;
import orchestrator.reconciler.simulation.zookeeper.ClientLink;
import orchestrator.reconciler.store.Paths;

/** What may happen to one machine, and how it is mended. */
final class NodeStrikes {
    private static final Duration A_MOMENT = Duration.ofMillis(500);
    /** Longer than any lease, and than what its fencer adds. */
    private static final Duration LEASE_IS_OVER = Duration.ofSeconds(24);

    private final SimulatedCluster cluster;
    private final Random random;
    private final Tally tally;

    NodeStrikes(SimulatedCluster cluster, Random random, Tally tally) {
        this.cluster = cluster;
        this.random = random;
        this.tally = tally;
    }

    void strike(Fault fault, SimulatedMachine node) {
        switch (fault) {
            case KILL_AGENT -> kill(node);
            case RESTART_AGENT -> restart(node);
            case FREEZE_AGENT -> freeze(node);
            case CRASH_NODE -> {
                node.crash();
                tally.saw(Sometimes.NODE_CRASHED);
            }
            case CRASH_NODE_AND_DISK -> {
                node.crash();
                node.disk().empty();
                tally.saw(Sometimes.LOCAL_COPY_LOST);
            }
            case CUT_NODE -> cut(node);
            case SWIZZLE -> swizzle();
            case STORM -> storm();
            case TEAR_FILE -> tear(node);
            case CLONE_NODE -> runClone(node);
            default -> strikeEngine(fault, node);
        }
    }

    private void strikeEngine(Fault fault, SimulatedMachine node) {
        switch (fault) {
            case FILL_DISK -> {
                node.disk().fill(true);
                later(30_000, () -> node.disk().fill(false));
                tally.saw(Sometimes.DISK_FULL);
            }
            case SILENT_ENGINE -> {
                node.hands().silence(true);
                later(20_000, () -> node.hands().silence(false));
                tally.saw(Sometimes.ENGINE_SILENT);
            }
            case FULL_ENGINE -> {
                node.hands().fillDisk(true);
                later(30_000, () -> node.hands().fillDisk(false));
                tally.saw(Sometimes.ENGINE_FULL);
            }
            case SLOW_ENGINE -> {
                node.hands().slowStarts(Duration.ofMillis(random.nextInt(3_000)));
                node.hands().slowPulls(Duration.ofMillis(random.nextInt(10_000)));
                tally.saw(Sometimes.ENGINE_SLOW);
            }
            case KILL_ENGINE -> {
                node.hands().killDaemon();
                boolean liveRestore = random.nextBoolean();
                later(10_000,
                        () -> node.hands().startDaemon(liveRestore || !isStriking()));
                tally.saw(Sometimes.ENGINE_KILLED);
            }
            default -> throw new IllegalArgumentException("nothing of a node: " + fault);
        }
    }

    /** False once everything was mended: nothing goes wrong any more. */
    private boolean isStriking() {
        return cluster.timeline().fates() != Fates.KIND;
    }

    private void later(int mostMillis, Runnable what) {
        cluster.timeline().after(Duration.ofMillis(random.nextInt(mostMillis)), what);
    }

    /** At once, or in the middle of making its next container. */
    private void kill(SimulatedMachine node) {
        tally.saw(Sometimes.AGENT_KILLED);
        if (random.nextInt(3) > 0) {
            node.killAgent();
            return;
        }
        boolean[] armed = {true};
        later(20_000, () -> armed[0] = false);
        cluster.log().listen(deed -> {
            if (armed[0] && isStriking() && deed.deed() == Deed.CREATED
                    && deed.node().equals(node.name())) {
                armed[0] = false;
                node.killAgent();
            }
        });
    }

    private void restart(SimulatedMachine node) {
        if (node.hasAgent()) {
            node.killAgent();
            tally.saw(Sometimes.AGENT_KILLED);
        }
        begin(node);
    }

    /** It runs what was given to another node meanwhile. */
    private void seeSurplus(SimulatedMachine node) {
        tally.saw(Sometimes.NODE_BACK_WITH_SURPLUS, cluster.records().assignment(node.name())
                .filter(found -> node.containers().stream()
                        .filter(each -> each.state() == State.RUNNING)
                        .map(ObservedContainer::identity).anyMatch(each -> found.value().find(
                                each.instance(), each.incarnation()).isEmpty()))
                .isPresent());
    }

    private void begin(SimulatedMachine node) {
        List<State> states = node.containers().stream().map(ObservedContainer::state).toList();
        tally.saw(Sometimes.RUNNING_ADOPTED, states.contains(State.RUNNING));
        tally.saw(Sometimes.ENDED_ADOPTED, states.contains(State.EXITED));
        tally.saw(Sometimes.CREATED_ADOPTED, states.contains(State.CREATED));
        tally.saw(Sometimes.NOTHING_TO_ADOPT, states.isEmpty());
        node.startAgent();
    }

    /** Mostly one that works under a lease, where there is any, and until that is over. */
    private void freeze(SimulatedMachine any) {
        Optional<SimulatedMachine> leased = random.nextInt(4) > 0
                ? cluster.nodeNames().stream().map(cluster::node).filter(this::hasLeasedWork)
                        .findFirst()
                : Optional.empty();
        SimulatedMachine node = leased.orElse(any);
        if (node.hasAgent() && !node.isFrozen()) {
            node.freezeAgent();
            tally.saw(Sometimes.AGENT_FROZEN);
            leased.ifPresent(_ -> cluster.pass(LEASE_IS_OVER));
        }
    }

    private boolean hasLeasedWork(SimulatedMachine node) {
        return node.containers().stream().filter(each -> each.state() == State.RUNNING)
                .map(ObservedContainer::identity).anyMatch(each -> cluster.records()
                        .assignment(node.name()).flatMap(found -> found.value().find(
                                each.instance(), each.incarnation()))
                        .filter(AssignedInstance::isLeased).isPresent());
    }

    private void cut(SimulatedMachine node) {
        if (node.hasAgent() && !node.isFrozen()) {
            node.link().cut();
            tally.saw(Sometimes.NODE_CUT);
        }
    }

    /** The links are cut one by one, and healed in another order. */
    private void swizzle() {
        List<SimulatedMachine> some = new ArrayList<>();
        for (String name : cluster.nodeNames()) {
            SimulatedMachine node = cluster.node(name);
            if (node.hasAgent() && !node.isFrozen() && random.nextBoolean()) {
                some.add(node);
            }
        }
        Collections.shuffle(some, random);
        for (SimulatedMachine node : some) {
            cut(node);
            cluster.pass(Duration.ofMillis(random.nextInt(1_500)));
        }
        Collections.shuffle(some, random);
        for (SimulatedMachine node : some) {
            if (node.hasAgent() && !node.isFrozen()) {
                node.link().heal();
            }
            cluster.pass(Duration.ofMillis(random.nextInt(1_500)));
        }
        tally.saw(Sometimes.LINKS_SWIZZLED, some.size() > 1);
    }

    private void storm() {
        List<ClientLink> cut = new ArrayList<>();
        for (String name : cluster.nodeNames()) {
            SimulatedMachine node = cluster.node(name);
            if (node.hasAgent() && !node.isFrozen() && random.nextInt(4) > 0) {
                node.link().cut();
                cut.add(node.link());
            }
        }
        tally.saw(Sometimes.STORM, cut.size() >= 3);
    }

    /** As long as the agent it is a copy of is there: it does nothing at all, and is found out. */
    private void runClone(SimulatedMachine node) {
        if (!holdsItsNode(node)) {
            return;
        }
        SimulatedMachine clone = cluster.cloneOf(node.name().value());
        tally.saw(Sometimes.NODE_CLONED);
        int looks = 1 + random.nextInt(40);
        for (int look = 0; look < looks && holdsItsNode(node); look++) {
            cluster.pass(A_MOMENT);
        }
        clone.killAgent();
    }

    /** Not so when the session that holds it is still that of the agent before it, or about to end. */
    private boolean holdsItsNode(SimulatedMachine node) {
        return node.hasAgent() && !node.isFrozen()
                && cluster.ensemble().isHeardOf(node.store().session().id())
                && cluster.records().store().read(Paths.presence(node.name()))
                        .filter(found -> found.owner() == node.store().session().id())
                        .isPresent();
    }

    private void tear(SimulatedMachine node) {
        node.killAgent();
        node.disk().image().files().keySet().stream().sorted().skip(random.nextInt(3))
                .findFirst().ifPresent(name -> {
                    if (random.nextBoolean()) {
                        node.disk().tear(name);
                    } else {
                        node.disk().rot(name);
                    }
                    tally.saw(Sometimes.LOCAL_COPY_TORN);
                });
    }

    /** Whatever is broken about the machine works again. */
    void mend(SimulatedMachine node) {
        seeSurplus(node);
        if (!node.hasAgent()) {
            begin(node);
            return;
        }
        if (node.isFrozen()) {
            node.thawAgent();
        }
        node.link().heal();
    }
}
