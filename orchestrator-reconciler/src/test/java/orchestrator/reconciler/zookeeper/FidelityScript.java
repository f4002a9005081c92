package orchestrator.reconciler.zookeeper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoreWrite.Check;
import orchestrator.reconciler.store.StoreWrite.Create;
import orchestrator.reconciler.store.StoreWrite.Delete;
import orchestrator.reconciler.store.StoreWrite.Update;

/**
 * What three clients do, drawn from a seed, so that much of it clashes.
 *
 * @param watched by each of the clients, from the beginning
 */
record FidelityScript(long seed, List<String> watched, List<FidelityStep> steps) {
    static final int CLIENTS = 3;
    static final List<String> PATHS = List.of("/a", "/b", "/a/x", "/a/y", "/b/x", "/a/x/z");
    private static final List<String> WATCHED = List.of("/", "/a", "/b", "/a/x");
    private static final int STEPS = 50;

    /** {@code kills} lets a server be killed within it. */
    static FidelityScript draw(long seed, boolean kills) {
        Random random = new Random(seed);
        List<String> watched = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            watched.add(WATCHED.get(random.nextInt(WATCHED.size())));
        }
        List<FidelityStep> steps = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            steps.add(step(random, random.nextInt(CLIENTS)));
        }
        if (kills) {
            steps.add(random.nextInt(STEPS), new FidelityStep.KillLeader(0));
        }
        return new FidelityScript(seed, List.copyOf(watched), List.copyOf(steps));
    }

    private static FidelityStep step(Random random, int client) {
        return switch (random.nextInt(50)) {
            case 0 -> new FidelityStep.Cut(client);
            case 1 -> new FidelityStep.Expire(client);
            case 2 -> new FidelityStep.Reopen(client);
            case 3, 4 -> new FidelityStep.CommitUnheard(client, writes(random),
                    random.nextInt(3) > 0);
            case 5, 6, 7, 8, 9, 10, 11, 12 -> new FidelityStep.Read(client, path(random));
            case 13, 14, 15, 16 -> new FidelityStep.Children(client, path(random));
            default -> new FidelityStep.Commit(client, writes(random));
        };
    }

    private static String path(Random random) {
        return PATHS.get(random.nextInt(PATHS.size()));
    }

    private static List<StoreWrite> writes(Random random) {
        List<StoreWrite> writes = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            byte[] data = Integer.toString(random.nextInt(100)).getBytes(StandardCharsets.US_ASCII);
            int version = random.nextInt(3);
            String path = path(random);
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
}
