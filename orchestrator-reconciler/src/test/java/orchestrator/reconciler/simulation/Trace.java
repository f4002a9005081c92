package orchestrator.reconciler.simulation;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** A digest of everything that happens in a run: two runs with one digest went the same way. */
public final class Trace {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private long digest;
    private long count;
    private Consumer<String> reader = _ -> {};
    private boolean isRead;

    /** Tells {@code lines} from now on what is noted, other than mere events. */
    public void read(Consumer<String> lines) {
        reader = lines;
        isRead = true;
    }

    void event(long nanos, int process, Event.Kind kind) {
        add(nanos);
        add(process * 4L + kind.ordinal());
    }

    /** Notes something that all runs of a seed must have in common. */
    public void note(Supplier<String> line) {
        String text = line.get();
        add(text.hashCode());
        if (isRead) {
            reader.accept(text);
        }
    }

    void add(long value) {
        digest = (Long.rotateLeft(digest, 5) ^ value) * FACTOR;
        count++;
    }

    /** In 16 hexadecimal digits. */
    public String digest() {
        long mixed = (digest ^ count) * FACTOR;
        return "%016x".formatted(mixed ^ (mixed >>> 29));
    }
}
