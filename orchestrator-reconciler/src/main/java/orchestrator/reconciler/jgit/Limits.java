package orchestrator.reconciler.jgit;

import java.time.Duration;

/**
 * What one call may cost, however large a repository is.
 *
 * @param time    from the first packet to the last; a side that says nothing is given up earlier
 * @param bytes   received, of all kinds
 * @param objects in one pack
 * @param object  size of a single object that is received, unpacked
 * @param unpacked size of all objects together that are described as changes of others, unpacked:
 *                these have to be in memory
 * @param cache   bytes on disk for one connection; with more it is thrown away and begun anew
 */
public record Limits(Duration time, long bytes, int objects, long object, long unpacked,
        long cache) {
    private static final long MIB = 1024 * 1024;

    public static final Limits USUAL = new Limits(Duration.ofSeconds(60), 256 * MIB, 60_000,
            16 * MIB, 192 * MIB, 512 * MIB);

    /** Files larger than this are not asked for where the other side can leave them out. */
    static final int FILE = 512 * 1024;
    /** A declaration that is larger is not read. */
    static final int DECLARATION = 256 * 1024;
    /** A declaration and all it refers to, together. */
    static final int TOGETHER = 2 * 1024 * 1024;
    /** Folders and commits are not read beyond this. */
    static final int TREE = 8 * 1024 * 1024;
    /** A side that says nothing for so long is given up. */
    static final int SILENCE_SECONDS = 15;
}
