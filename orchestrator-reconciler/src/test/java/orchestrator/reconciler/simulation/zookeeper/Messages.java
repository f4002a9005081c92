package orchestrator.reconciler.simulation.zookeeper;

import java.util.List;
import orchestrator.reconciler.store.StoreWrite;

/** How long things are on the wire, and what they are called in a trace. */
final class Messages {
    private static final int HEADER = 40;
    private static final int LENGTH = 4;

    private Messages() {}

    static long bytes(List<StoreWrite> writes) {
        return writes.stream().mapToLong(write -> HEADER + write.path().length()
                + switch (write) {
                    case StoreWrite.Create create -> create.data().length;
                    case StoreWrite.Update update -> update.data().length;
                    case StoreWrite.Check _,StoreWrite.Delete _ -> 0;
                }).sum();
    }

    static long bytesOfNames(List<String> names) {
        return names.stream().mapToLong(name -> LENGTH + name.length()).sum();
    }

    /** As {@code update /assignments/core-01}: the first write that is more than a check. */
    static String nameOf(List<StoreWrite> writes) {
        StoreWrite first = writes.stream().filter(each -> !(each instanceof StoreWrite.Check))
                .findFirst().orElse(writes.getFirst());
        return switch (first) {
            case StoreWrite.Check check -> "check " + check.path();
            case StoreWrite.Create create -> "create " + create.path();
            case StoreWrite.Update update -> "update " + update.path();
            case StoreWrite.Delete delete -> "delete " + delete.path();
        };
    }
}
