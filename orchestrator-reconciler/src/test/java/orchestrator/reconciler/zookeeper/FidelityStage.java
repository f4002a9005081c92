package orchestrator.reconciler.zookeeper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;

/** Where a script is played: on the model, or on real servers. */
interface FidelityStage extends AutoCloseable {
    /** The client that now has that number. */
    ClusterStore client(int number);

    /** What its watch has told so far. */
    List<String> hints(int client);

    void cut(int client);

    void expire(int client);

    void reopen(int client);

    void killLeader();

    /** Lets what that client reads next be no older than what any has written. */
    void catchUp(int client);

    /** Makes the first attempt of that commit one without an answer. */
    void commitUnheard(int client, List<StoreWrite> writes, boolean arrives);

    @Override
    void close();

    /** Plays one step and says what came of it. */
    default String play(FidelityStep step) {
        return switch (step) {
            case FidelityStep.Commit(int who, List<StoreWrite> writes) -> outcome(
                    () -> client(who).commit(writes));
            case FidelityStep.CommitUnheard(int who, List<StoreWrite> writes, boolean arrives) ->
                outcome(() -> commitUnheard(who, writes, arrives));
            case FidelityStep.Read(int who, String path) -> {
                catchUp(who);
                yield describe(path, client(who).read(path));
            }
            case FidelityStep.Children(int who, String path) -> {
                catchUp(who);
                yield client(who).children(path).toString();
            }
            case FidelityStep.Cut(int who) -> outcome(() -> cut(who));
            case FidelityStep.Expire(int who) -> outcome(() -> expire(who));
            case FidelityStep.Reopen(int who) -> outcome(() -> reopen(who));
            case FidelityStep.KillLeader _ -> outcome(this::killLeader);
        };
    }

    /** All records in the end, each with its place in the order they were last written. */
    default List<String> tree() {
        List<String> tree = new ArrayList<>();
        catchUp(0);
        ClusterStore reader = client(0);
        List<StoredRecord> found = FidelityScript.PATHS.stream()
                .flatMap(path -> reader.read(path).stream()).toList();
        for (StoredRecord each : found) {
            long before = found.stream().filter(other -> other.sequence() < each.sequence())
                    .count();
            tree.add(describe(each.path(), Optional.of(each)) + " written after " + before
                    + " above " + reader.children(each.path()));
        }
        return tree;
    }

    private String describe(String path, Optional<StoredRecord> record) {
        return path + record.map(found -> " at " + found.version() + " is "
                + new String(found.data(), StandardCharsets.US_ASCII) + " of "
                + owner(found.owner())).orElse(" is not there");
    }

    private String owner(long session) {
        return session == 0
                ? "nobody"
                : IntStream.range(0, FidelityScript.CLIENTS)
                        .filter(i -> client(i).session().id() == session)
                        .mapToObj(i -> "client " + i).findFirst().orElse("somebody gone");
    }

    private static String outcome(Runnable deed) {
        try {
            deed.run();
            return "done";
        } catch (StoreConflictException e) {
            return "refused because of " + e.path();
        } catch (StoreUnavailableException e) {
            return e.getMessage().contains("nobody can tell") ? "nobody can tell" : e.getMessage();
        }
    }
}
