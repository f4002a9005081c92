package orchestrator.reconciler.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoreWrite.Check;
import orchestrator.reconciler.store.StoreWrite.Create;
import orchestrator.reconciler.store.StoreWrite.Delete;
import orchestrator.reconciler.store.StoreWrite.Update;
import orchestrator.reconciler.store.StoredRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in memory answers every random script as ZooKeeper does; a failing seed is named. */
class StoreFidelityIT {
    private static final int SCRIPTS = 30;
    private static final int STEPS = 60;
    private static final List<String> PATHS = List.of("/a", "/b", "/a/x", "/a/y", "/b/x", "/a/x/z");

    @TempDir
    private Path directory;

    @Test
    void a_random_script_has_the_same_answers_and_leaves_the_same_tree() {
        int conflicts = 0;
        try (EmbeddedZooKeeper server = EmbeddedZooKeeper.start(directory, 0)) {
            for (int seed = 1; seed <= SCRIPTS; seed++) {
                String address = server.connectString() + "/seed-" + seed;
                InMemoryEnsemble ensemble = new InMemoryEnsemble();
                List<String> real = run(seed, () -> connect(address));
                List<String> pretended = run(seed,
                        () -> new InMemoryClusterStore(ensemble, Runnable::run));

                assertThat(pretended).as("seed %d", seed).isEqualTo(real);
                conflicts += (int) real.stream().filter(each -> each.startsWith("no:")).count();
            }
        }
        assertThat(conflicts).as("scripts in which nothing clashes show nothing")
                .isBetween(SCRIPTS * STEPS / 10, SCRIPTS * STEPS * 9 / 10);
    }

    private static ClusterStore connect(String address) {
        ZooKeeperClusterStore store = ZooKeeperClusterStore.open(ZooKeeperSettings.of(address),
                System::nanoTime);
        assertThat(store.awaitConnection(Duration.ofSeconds(20))).isTrue();
        return store;
    }

    /** Every answer in order, then the tree; sessions are named by their place in the script. */
    private static List<String> run(long seed, Supplier<ClusterStore> open) {
        Random random = new Random(seed);
        List<String> answers = new ArrayList<>();
        List<ClusterStore> sessions = new ArrayList<>(List.of(open.get(), open.get()));
        for (int step = 0; step < STEPS; step++) {
            int which = random.nextInt(sessions.size());
            List<StoreWrite> writes = writes(random);
            if (random.nextInt(20) == 0) {
                sessions.get(which).close();
                sessions.set(which, open.get());
            } else {
                answers.add(answer(sessions.get(which), writes));
            }
        }
        PATHS.forEach(path -> answers.add(describe(path, sessions)));
        sessions.forEach(ClusterStore::close);
        return answers;
    }

    private static List<StoreWrite> writes(Random random) {
        List<StoreWrite> writes = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String path = PATHS.get(random.nextInt(PATHS.size()));
            byte[] data = Integer.toString(random.nextInt(100)).getBytes(StandardCharsets.US_ASCII);
            int version = random.nextInt(3);
            writes.add(switch (random.nextInt(8)) {
                case 0, 1, 2 -> new Create(path, data, false);
                case 3 -> new Create(path, data, true);
                case 4, 5 -> new Update(path, data, version);
                case 6 -> new Delete(path, version);
                default -> new Check(path, version);
            });
        }
        return writes;
    }

    private static String answer(ClusterStore store, List<StoreWrite> writes) {
        try {
            store.commit(writes);
            return "done";
        } catch (StoreConflictException e) {
            return "no: " + e.path();
        }
    }

    private static String describe(String path, List<ClusterStore> sessions) {
        ClusterStore reader = sessions.getFirst();
        Optional<StoredRecord> found = reader.read(path);
        String owner = found.filter(each -> each.owner() != 0)
                .map(each -> "session " + sessions.stream().map(s -> s.session().id()).toList()
                        .indexOf(each.owner()))
                .orElse("nobody");
        return path + " "
                + found.map(each -> each.version() + " " + new String(each.data(),
                        StandardCharsets.US_ASCII))
                        .orElse("-")
                + " of " + owner + " above " + reader.children(path);
    }
}
