package orchestrator.reconciler.wiring;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ClusterRecord;
import orchestrator.reconciler.controller.DamagedMemoryException;
import orchestrator.reconciler.controller.ServerMemory;
import orchestrator.reconciler.controller.ServerMemory.Seen;
import orchestrator.reconciler.disk.DirectoryDisk;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster a server belongs to: the one it remembers, else the one in the store, else one that it
 * founds. A server that remembers one never founds another: its store was lost.
 */
record Membership(ClusterId cluster, ServerMemory memory) {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    /** @throws StartFailedException when store and memory contradict each other */
    static Membership of(ClusterStore store, ServerOptions options) {
        ServerMemory memory = new ServerMemory(new DirectoryDisk(options.state()));
        Optional<ClusterId> remembered = remembered(memory, options).map(Seen::cluster);
        ClusterBootstrap bootstrap = new ClusterBootstrap(new ClusterRecords(store),
                () -> new ClusterId(UUID.randomUUID().toString()));
        if (remembered.isPresent()) {
            requireSame(remembered.get(), new ClusterBootstrap(new ClusterRecords(store),
                    remembered::get).find().map(ClusterRecord::id), options);
            options.keyFile().ifPresent(ClusterKey::read);
            bootstrap.addMissingRoots();
            return new Membership(remembered.get(), memory);
        }
        ClusterId cluster = founded(store, options.keyFile());
        bootstrap.addMissingRoots();
        memory.save(Seen.nothing(cluster));
        return new Membership(cluster, memory);
    }

    private static Optional<Seen> remembered(ServerMemory memory, ServerOptions options) {
        try {
            return memory.load();
        } catch (DamagedMemoryException e) {
            throw new StartFailedException("what this server remembers in " + options.state()
                    + " " + e.getMessage() + ": mend that, or, when the store at "
                    + options.zookeeper() + " is the right one, remove that directory, and start"
                    + " again", e);
        }
    }

    private static void requireSame(ClusterId remembered, Optional<ClusterId> found,
            ServerOptions options) {
        if (!found.equals(Optional.of(remembered))) {
            throw new StartFailedException("the store at " + options.zookeeper() + " holds "
                    + found.map(other -> "cluster " + other).orElse("no cluster")
                    + ", but this server belongs to cluster " + remembered
                    + ": give it that cluster's store back; or, to make it a server of another"
                    + " cluster, remove " + options.state()
                    + " and the state directory of each agent");
        }
    }

    /** Of several servers that start at once one founds the cluster, and only that one makes a key. */
    private static ClusterId founded(ClusterStore store, Optional<Path> keyFile) {
        ClusterId drawn = new ClusterId(UUID.randomUUID().toString());
        ClusterId cluster = new ClusterBootstrap(new ClusterRecords(store), () -> drawn).open()
                .id();
        if (keyFile.isPresent() && cluster.equals(drawn)) {
            ClusterKey.readOrCreate(keyFile.get(), Chance.BYTES);
            LOG.info("the cluster is new, its key is {}: copy it to the agents", keyFile.get());
        } else {
            keyFile.ifPresent(ClusterKey::read);
        }
        return cluster;
    }
}
