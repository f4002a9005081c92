package orchestrator.reconciler.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import orchestrator.core.wire.UnreadableRecordException;

/**
 * What was read before it is asked for, and taken apart as well: many records at once, which is most
 * of the work of looking at a large cluster. Each is given out once.
 */
final class ReadAhead {
    private final Each each;
    private final Map<String, Arrived> arrived = new HashMap<>();

    ReadAhead(Each each) {
        this.each = each;
    }

    /**
     * A record that will be asked for.
     *
     * @param decode how it is taken apart, which looks at nothing else; empty where that can wait
     */
    record Wanted(String path, Optional<Function<byte[], ?>> decode) {}

    /**
     * A record, or that there is none.
     *
     * @param content what it says; empty where that is not worked out yet
     */
    record Arrived(Optional<StoredRecord> record, Optional<Content<?>> content) {
        /** As it was read. */
        static Arrived of(Optional<StoredRecord> record) {
            return new Arrived(record, Optional.empty());
        }

        /** What it says, worked out now where it is not yet; ask only where there is a record. */
        @SuppressWarnings("unchecked")
        <T> Content<T> content(Function<byte[], T> decode) {
            return content.map(each -> (Content<T>) each)
                    .orElseGet(() -> Content.of(record.orElseThrow(), decode));
        }
    }

    /** What a record says, or why it cannot be read: one of them is there. */
    record Content<T>(Optional<T> value, Optional<UnreadableRecordException> fault) {
        static <T> Content<T> of(StoredRecord record, Function<byte[], T> decode) {
            try {
                return new Content<>(Optional.of(decode.apply(record.data())), Optional.empty());
            } catch (UnreadableRecordException e) {
                return new Content<>(Optional.empty(), Optional.of(e));
            }
        }
    }

    /** A record that was found, and how it is taken apart. */
    private record Found(StoredRecord record, Function<byte[], ?> decode) {
        Content<?> content() {
            return Content.of(record, decode);
        }
    }

    /**
     * Takes in what was found at each of {@code wanted}; what is known already stays as it is. What is
     * not is taken apart until what is returned is run, before any of it is asked for.
     */
    Runnable take(List<Wanted> wanted, List<Optional<StoredRecord>> found,
            Predicate<StoredRecord> known) {
        List<Found> there = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            put(wanted.get(i).path(), found.get(i));
            if (wanted.get(i).decode().isPresent()
                    && found.get(i).filter(known.negate()).isPresent()) {
                there.add(new Found(found.get(i).get(), wanted.get(i).decode().get()));
            }
        }
        Supplier<List<Content<?>>> contents = each.begin(there, Found::content);
        return () -> take(there, contents.get());
    }

    private void take(List<Found> there, List<Content<?>> contents) {
        for (int i = 0; i < there.size(); i++) {
            StoredRecord record = there.get(i).record();
            Arrived whole = new Arrived(Optional.of(record), Optional.of(contents.get(i)));
            // What was given out meanwhile is not given out again.
            arrived.computeIfPresent(record.path(), (_, _) -> whole);
        }
    }

    /** Takes in a record as it was read. */
    void put(String path, Optional<StoredRecord> record) {
        arrived.put(path, Arrived.of(record));
    }

    /** Whether it is here, or that there is none. */
    boolean knows(String path) {
        return arrived.containsKey(path);
    }

    /** What is here of that path, which stays. */
    Optional<Arrived> look(String path) {
        return Optional.ofNullable(arrived.get(path));
    }

    /** What is here of that path, which is gone then. */
    Optional<Arrived> remove(String path) {
        return Optional.ofNullable(arrived.remove(path));
    }

    /** Forgets all. */
    void clear() {
        arrived.clear();
    }
}
