package orchestrator.reconciler.controller;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.disk.Disk;
import orchestrator.reconciler.disk.WholeFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which cluster a server belongs to and how far it has seen it come, kept on its own disk: so that a
 * store that was emptied, exchanged or put back is recognised also after a restart.
 */
public final class ServerMemory {
    private static final Logger LOG = LoggerFactory.getLogger(ServerMemory.class);
    private static final String FILE = "watermark";

    private final WholeFiles files;

    /** {@code disk} belongs to this server alone. */
    public ServerMemory(Disk disk) {
        this.files = new WholeFiles(disk);
    }

    /**
     * What was seen last.
     *
     * @param epoch  version of the epoch's record, from 0; {@link #NONE} before the first leader
     * @param events version of the record of events, which grows with all that leaders do, also
     *               within an epoch; {@link #NONE} before the first
     */
    public record Seen(ClusterId cluster, int epoch, int events) {
        public static final int NONE = -1;

        /** Of a cluster of which nothing was seen yet. */
        public static Seen nothing(ClusterId cluster) {
            return new Seen(cluster, NONE, NONE);
        }
    }

    /**
     * What this server has seen; empty when it never belonged to a cluster.
     *
     * @throws DamagedMemoryException when it cannot be told any more
     */
    public Optional<Seen> load() {
        return switch (files.read(FILE)) {
            case WholeFiles.Content.Whole(byte[] bytes) -> Optional.of(
                    parse(new String(bytes, StandardCharsets.UTF_8)));
            case WholeFiles.Content.Missing() -> Optional.empty();
            case WholeFiles.Content.Torn() -> throw damaged();
            case WholeFiles.Content.Refused(String why) ->
                throw new DamagedMemoryException("cannot be read (" + why + ")");
        };
    }

    /** A disk that is full is only told of: this process knows, the next one would not. */
    public void save(Seen seen) {
        try {
            files.write(FILE, (seen.cluster() + "\n" + seen.epoch() + "\n" + seen.events())
                    .getBytes(StandardCharsets.UTF_8));
        } catch (UncheckedIOException e) {
            LOG.warn("epoch {} is not remembered over a restart: {}", seen.epoch(),
                    e.getCause().getMessage());
        }
    }

    private static DamagedMemoryException damaged() {
        return new DamagedMemoryException("is damaged");
    }

    private static Seen parse(String text) {
        List<String> lines = text.lines().toList();
        try {
            int events = lines.size() > 2 ? Integer.parseInt(lines.get(2)) : Seen.NONE;
            return new Seen(new ClusterId(lines.get(0)), Integer.parseInt(lines.get(1)), events);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw damaged();
        }
    }
}
