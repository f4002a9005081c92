package orchestrator.reconciler.disk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One directory of files. Every call may block, and throws when the disk fails or is full. */
public interface Disk {
    /** What is in the file; empty when there is none of that name. */
    Optional<byte[]> read(String name) throws IOException;

    /**
     * Makes or replaces the file. Its content has reached the disk when this returns, its name
     * perhaps only at the next {@link #syncNames}; interrupted by a crash it holds anything.
     */
    void write(String name, byte[] content) throws IOException;

    /** Gives the file another name in one step, in the place of what had that name. */
    void rename(String from, String to) throws IOException;

    /** All names given and taken away before have reached the disk when this returns. */
    void syncNames() throws IOException;

    /** Removes the file; nothing happens when there is none. */
    void delete(String name) throws IOException;

    /** Of all files, in order; none when there is no directory yet. */
    List<String> names() throws IOException;
}
