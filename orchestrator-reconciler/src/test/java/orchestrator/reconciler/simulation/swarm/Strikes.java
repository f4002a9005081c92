package orchestrator.reconciler.simulation.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import orchestrator.core.model.InstanceId;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.simulation.ClusterSight;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.SimulatedMachine;
import orchestrator.reconciler.simulation.SimulatedServer;
import orchestrator.reconciler.simulation.judge.Judges;
import orchestrator.reconciler.simulation.zookeeper.ClientLink;

/** Carries out one fault after the other, and mends everything in the end. */
final class Strikes {
    private static final int STEP_MILLIS = 400;
    /** By then an image that cannot be had has been asked for, and gone back from. */
    private static final Duration GONE_BACK = Duration.ofSeconds(12);

    private final SimulatedCluster cluster;
    private final Persons persons;
    private final Random random;
    private final Tally tally;
    private final NodeStrikes nodes;
    private final EnsembleStrikes ensemble;
    private final StoreStrikes store;
    private final GitPersons git;

    Strikes(SimulatedCluster cluster, Judges judges, Persons persons, Random random,
            Tally tally) {
        this.cluster = cluster;
        this.persons = persons;
        this.random = random;
        this.tally = tally;
        this.nodes = new NodeStrikes(cluster, random, tally);
        this.ensemble = new EnsembleStrikes(cluster, random, tally);
        this.store = new StoreStrikes(cluster, judges, tally);
        this.git = new GitPersons(cluster, persons, random, tally);
    }

    GitPersons git() {
        return git;
    }

    void strike(Fault fault) {
        if (store.isReplaced() && !fault.fitsAnyStore()) {
            return;
        }
        switch (fault) {
            case KILL_ZOOKEEPER, FREEZE_ZOOKEEPER, CUT_ZOOKEEPER, LAG_ZOOKEEPER ->
                ensemble.strike(fault);
            case WIPE_STORE, OLD_STORE, FOREIGN_STORE -> strikeStore(fault);
            case GIT -> git.strike();
            case RECOUNT -> persons.recount();
            case REIMAGE, REVERT -> persons.reimage(false);
            case BAD_IMAGE -> breakImage();
            case RECONFIGURE -> persons.reconfigure();
            case DELETE -> persons.delete();
            case RESTART -> persons.restart();
            case PAUSE -> persons.pause();
            case TWO_PERSONS -> persons.two();
            case DRAIN -> persons.drain(anyNode().name().value());
            case CONFIRM_DEAD -> confirmDead(anyNode());
            case KILL_CONTAINER -> anyContainer().ifPresent(
                    each -> each.node().hands().exit(each.id(), 137));
            case FAIL_CHECKS -> anyContainer().ifPresent(this::failChecks);
            case PAUSE_CONTAINER -> anyContainer().ifPresent(this::pauseByHand);
            case REMOVE_BY_HAND -> anyContainer().ifPresent(this::removeByHand);
            case KILL_LEADER, KILL_STANDBY, FREEZE_LEADER, CUT_LEADER, LEADER_DEAF, CUT_ALL ->
                strikeServers(fault);
            default -> strikeNode(fault);
        }
    }

    private void strikeNode(Fault fault) {
        if (fault == Fault.TEAR_FILE || fault == Fault.CRASH_NODE_AND_DISK) {
            store.memoryWasDamaged();
        }
        nodes.strike(fault, anyNode());
    }

    private void strikeStore(Fault fault) {
        if (store.isReplaced()) {
            store.mend();
        } else {
            ensemble.mendAll();
            cluster.servers().forEach(this::mendServer);
            cluster.nodeNames().forEach(this::mendNode);
            store.strike(fault);
        }
    }

    private void strikeServers(Fault fault) {
        boolean leads = fault != Fault.KILL_STANDBY;
        Optional<SimulatedServer> struck = cluster.servers().stream().map(cluster::server)
                .filter(each -> each.isAlive() && each.believesToLead() == leads).findFirst();
        switch (fault) {
            case CUT_ALL -> {
                cluster.cutEverybody();
                tally.saw(Sometimes.EVERYBODY_CUT);
            }
            case KILL_LEADER, KILL_STANDBY -> struck.ifPresent(it -> {
                it.kill();
                tally.saw(leads ? Sometimes.LEADER_KILLED : Sometimes.STANDBY_KILLED);
            });
            case FREEZE_LEADER -> struck.filter(it -> !it.isFrozen()).ifPresent(it -> {
                it.freeze();
                tally.saw(Sometimes.LEADER_FROZEN);
            });
            case CUT_LEADER -> struck.ifPresent(it -> {
                it.link().cut();
                tally.saw(Sometimes.LEADER_CUT);
            });
            default -> struck.filter(it -> it.link().store().session().isConnected())
                    .ifPresent(it -> {
                        it.expireUnheard(cluster.ensemble(), Duration.ofSeconds(3),
                                cluster.timeline());
                        tally.saw(Sometimes.LEADER_DEAF);
                    });
        }
    }

    /** Now and then beside a machine that is lost: what goes back has to go elsewhere then. */
    private void breakImage() {
        persons.reimage(true);
        if (random.nextInt(2) == 0) {
            nodes.strike(Fault.CRASH_NODE, anyNode());
            cluster.pass(GONE_BACK);
        }
    }

    private void failChecks(ClusterSight.Found found) {
        InstanceId instance = found.container().identity().instance();
        cluster.failChecks(instance, true);
        cluster.timeline().after(Duration.ofMillis(random.nextInt(15_000)),
                () -> cluster.failChecks(instance, false));
    }

    private void pauseByHand(ClusterSight.Found found) {
        found.node().hands().pause(found.id());
        tally.saw(Sometimes.PAUSED_BY_HAND);
    }

    private void removeByHand(ClusterSight.Found found) {
        found.node().hands().removeByHand(found.id());
        tally.saw(Sometimes.REMOVED_BY_HAND);
    }

    /** A person vouches only for what is true: the machine has no power. */
    private void confirmDead(SimulatedMachine node) {
        boolean runs = node.hasAgent() || node.containers().stream()
                .anyMatch(each -> each.state() != ObservedContainer.State.EXITED);
        if (runs) {
            node.crash();
            tally.saw(Sometimes.NODE_CRASHED);
        }
        cluster.pass(Duration.ofSeconds(8));
        persons.confirmDead(node.name().value());
    }

    /** Mends some of what is broken, as would be done in time. */
    void mendSome() {
        ensemble.mendSome();
        if (random.nextInt(4) == 0) {
            store.mend();
        }
        cluster.servers().forEach(name -> {
            if (random.nextInt(3) == 0) {
                mendServer(name);
            }
        });
        cluster.nodeNames().forEach(name -> {
            if (random.nextInt(4) == 0) {
                mendNode(name);
            }
        });
    }

    /** Everything works again, in an order of its own. */
    void mendAll() {
        cluster.fates(orchestrator.reconciler.simulation.Fates.KIND);
        store.mend();
        ensemble.mendAll();
        List<String> nodes = new ArrayList<>(cluster.nodeNames());
        Collections.shuffle(nodes, random);
        cluster.servers().forEach(this::mendServer);
        nodes.forEach(this::mendNode);
        cluster.links().forEach(ClientLink::land);
        cluster.forgiveAll();
    }

    private void mendServer(String name) {
        SimulatedServer server = cluster.server(name);
        if (!server.isAlive()) {
            cluster.startServer(name);
            return;
        }
        if (server.isFrozen()) {
            server.thaw();
        }
        server.link().heal();
    }

    private void mendNode(String name) {
        nodes.mend(cluster.node(name));
    }

    /** A short while, seldom a long one. */
    Duration pause() {
        int longest = random.nextInt(8) == 0 ? 60 : 10;
        return Duration.ofMillis(random.nextInt(longest * STEP_MILLIS));
    }

    private SimulatedMachine anyNode() {
        List<String> names = cluster.nodeNames();
        return cluster.node(names.get(random.nextInt(names.size())));
    }

    private Optional<ClusterSight.Found> anyContainer() {
        List<ClusterSight.Found> running = cluster.sight().containers().toList();
        return running.isEmpty()
                ? Optional.empty()
                : Optional.of(running.get(random.nextInt(running.size())));
    }
}
