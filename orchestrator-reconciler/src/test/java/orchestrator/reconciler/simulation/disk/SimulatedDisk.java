package orchestrator.reconciler.simulation.disk;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import orchestrator.reconciler.disk.Disk;

/**
 * A directory of files in memory, which outlives the processes that use it. What is lost by a loss of
 * power is what a real file system may lose: names that were not synced, from the newest back, and
 * the rest of a write that had not returned.
 */
public final class SimulatedDisk implements Disk {
    private final Random chance;
    private final Consumer<Duration> pause;
    /** What processes see, and what of it no loss of power takes away. */
    private SortedMap<String, File> seen = new TreeMap<>();
    private SortedMap<String, File> kept = new TreeMap<>();
    private final List<Consumer<SortedMap<String, File>>> unsynced = new ArrayList<>();
    private Duration slow = Duration.ZERO;
    private boolean full;
    private boolean broken;

    /** A file whatever its name; half a write is in it already. */
    private static final class File {
        private byte[] content = {};
    }

    /** All files as they were at one moment. */
    public record Image(SortedMap<String, byte[]> files) {}

    /**
     * An empty disk.
     *
     * @param chance asked only where something is lost or damaged
     * @param pause  lets time pass within a call; called only while the disk is slow
     */
    public SimulatedDisk(Random chance, Consumer<Duration> pause) {
        this.chance = chance;
        this.pause = pause;
    }

    /** An empty disk that is never slow, and loses nothing unless it is told to. */
    public static SimulatedDisk healthy() {
        return new SimulatedDisk(new Random(1), _ -> {});
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        begin();
        return Optional.ofNullable(seen.get(name)).map(file -> file.content.clone());
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        requireWell();
        File file = seen.get(name);
        if (file == null) {
            file = new File();
            File made = file;
            names(names -> names.put(name, made));
        }
        file.content = new byte[0];
        if (full) {
            throw new IOException("No space left on device");
        }
        if (!slow.isZero()) {
            file.content = Arrays.copyOf(content, chance.nextInt(content.length + 1));
            pause.accept(slow);
        }
        requireWell();
        file.content = content.clone();
    }

    @Override
    public void rename(String from, String to) throws IOException {
        begin();
        File file = seen.get(from);
        if (file == null) {
            throw new IOException("there is no file " + from);
        }
        names(names -> {
            names.remove(from);
            names.put(to, file);
        });
    }

    @Override
    public void syncNames() throws IOException {
        begin();
        kept = new TreeMap<>(seen);
        unsynced.clear();
    }

    @Override
    public void delete(String name) throws IOException {
        begin();
        if (seen.containsKey(name)) {
            names(names -> names.remove(name));
        }
    }

    @Override
    public List<String> names() throws IOException {
        begin();
        return List.copyOf(seen.keySet());
    }

    private void names(Consumer<SortedMap<String, File>> change) {
        change.accept(seen);
        unsynced.add(change);
    }

    private void begin() throws IOException {
        if (!slow.isZero()) {
            pause.accept(slow);
        }
        requireWell();
    }

    private void requireWell() throws IOException {
        if (broken) {
            throw new IOException("Input/output error");
        }
    }

    /** The machine loses its power: whoever wrote must be killed as well. */
    public void losePower() {
        int survivors = unsynced.isEmpty() ? 0 : chance.nextInt(unsynced.size() + 1);
        unsynced.subList(0, survivors).forEach(change -> change.accept(kept));
        unsynced.clear();
        seen = new TreeMap<>(kept);
    }

    /** From now on every call takes so long. */
    public void slow(Duration duration) {
        slow = duration;
    }

    /** From now on nothing can be written, or again. */
    public void fill(boolean yes) {
        full = yes;
    }

    /** True while nothing can be written. */
    public boolean isFull() {
        return full;
    }

    /** From now on every call fails, or none. */
    public void breakDown(boolean yes) {
        broken = yes;
    }

    /** One bit of the file is another from now on; nothing happens when there is no such file. */
    public void rot(String name) {
        File file = seen.get(name);
        if (file != null && file.content.length > 0) {
            int bit = chance.nextInt(file.content.length * Byte.SIZE);
            file.content[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        }
    }

    /** The file ends somewhere before its end from now on; nothing when there is no such file. */
    public void tear(String name) {
        File file = seen.get(name);
        if (file != null && file.content.length > 0) {
            file.content = Arrays.copyOf(file.content, chance.nextInt(file.content.length));
        }
    }

    /** Everything is gone, as on a new disk. */
    public void empty() {
        restore(new Image(new TreeMap<>()));
    }

    /** To be put back by {@link #restore}. */
    public Image image() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        seen.forEach((name, file) -> files.put(name, file.content.clone()));
        return new Image(files);
    }

    /** Everything is as it was then, as after a backup was played back. */
    public void restore(Image image) {
        seen = new TreeMap<>();
        image.files().forEach((name, content) -> {
            File file = new File();
            file.content = content.clone();
            seen.put(name, file);
        });
        kept = new TreeMap<>(seen);
        unsynced.clear();
    }
}
