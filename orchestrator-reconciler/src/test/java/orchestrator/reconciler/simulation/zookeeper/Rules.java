package orchestrator.reconciler.simulation.zookeeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import orchestrator.reconciler.simulation.zookeeper.Refusal.Code;
import orchestrator.reconciler.store.StoreWrite;

/**
 * Who may do what with a record, and how much may stand below one. As with the real servers, what
 * is said of a record holds for that one alone: to create and delete below it is to write it.
 */
final class Rules {
    static final Rules NONE = new Rules();

    private final Map<String, Access> access = new TreeMap<>();
    private final List<Quota> quotas = new ArrayList<>();

    private record Access(Predicate<String> read, Predicate<String> write) {}

    private record Quota(String path, long records, long bytes) {}

    /** Only those whose process has such a name may read, or write, the record at {@code path}. */
    void restrict(String path, Predicate<String> read, Predicate<String> write) {
        access.put(path, new Access(read, write));
    }

    /** At and below {@code path} stand at most so many records with so many bytes in all. */
    void limit(String path, long records, long bytes) {
        quotas.add(new Quota(path, records, bytes));
    }

    boolean mayRead(String path, String identity) {
        Access known = access.get(path);
        return known == null || known.read().test(identity);
    }

    private boolean mayWrite(String path, String identity) {
        Access known = access.get(path);
        return known == null || known.write().test(identity);
    }

    Optional<Code> refuses(StoreWrite write, String identity, Tree tree) {
        boolean allowed = access.isEmpty() || switch (write) {
            case StoreWrite.Check check -> mayRead(check.path(), identity);
            case StoreWrite.Update update -> mayWrite(update.path(), identity);
            case StoreWrite.Create create -> mayWrite(Tree.parentOf(create.path()), identity);
            case StoreWrite.Delete delete -> mayWrite(Tree.parentOf(delete.path()), identity);
        };
        if (!allowed) {
            return Optional.of(Code.NO_AUTH);
        }
        return quotas.stream().anyMatch(quota -> isPassed(quota, write, tree))
                ? Optional.of(Code.QUOTA_EXCEEDED)
                : Optional.empty();
    }

    private static boolean isPassed(Quota quota, StoreWrite write, Tree tree) {
        if (!write.path().startsWith(quota.path() + "/") && !write.path().equals(quota.path())) {
            return false;
        }
        long records = tree.below(quota.path()).count();
        long bytes = tree.below(quota.path()).mapToLong(each -> each.data.length).sum();
        return switch (write) {
            case StoreWrite.Create create -> records + 1 > quota.records()
                    || bytes + create.data().length > quota.bytes();
            case StoreWrite.Update update -> bytes + update.data().length
                    - tree.find(update.path()).map(each -> each.data.length).orElse(0) > quota
                            .bytes();
            case StoreWrite.Check _,StoreWrite.Delete _ -> false;
        };
    }
}
