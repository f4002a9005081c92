package orchestrator.reconciler.fence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import orchestrator.reconciler.runtime.LeaseGroup;

/** Where agent and fencer of one node leave word for each other. */
record FencePaths(Path permission, Path heartbeat, Path lock, Path log) {
    private static final List<Path> IN_MEMORY = List.of(Path.of("/run"), Path.of("/dev/shm"));

    static FencePaths of(Path directory, LeaseGroup group) {
        return beside(directory.resolve(group.name() + ".permission"));
    }

    /** The others of that permission. */
    static FencePaths beside(Path permission) {
        String name = permission.getFileName().toString().replaceFirst("\\.permission$", "");
        return new FencePaths(permission, permission.resolveSibling(name + ".heartbeat"),
                permission.resolveSibling(name + ".lock"),
                permission.resolveSibling(name + ".log"));
    }

    /**
     * A directory that only this person may look into, on a file system in memory if there is one.
     * What lies on a disk instead is told apart by the boot it names.
     */
    static Path directory() {
        String name = "orch-fencer-" + System.getProperty("user.name", "");
        Path parent = IN_MEMORY.stream().filter(FencePaths::isInMemory).findFirst()
                .orElse(Path.of(System.getProperty("java.io.tmpdir")));
        return own(parent.resolve(name));
    }

    private static boolean isInMemory(Path directory) {
        try {
            return Files.isWritable(directory)
                    && Files.getFileStore(directory).type().equals("tmpfs");
        } catch (IOException e) {
            return false;
        }
    }

    private static Path own(Path directory) {
        try {
            Files.createDirectories(directory);
            String owner = Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).getName();
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    || !owner.equals(System.getProperty("user.name"))) {
                throw new IOException("it is not a directory of our own");
            }
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be used by the fencer", e);
        }
    }
}
