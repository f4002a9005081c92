package orchestrator.reconciler.fence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.reconciler.runtime.LeaseGroup;

/** Where agent and fencer of one node leave word for each other. */
record FencePaths(Path permission, Path heartbeat, Path lock, Path log) {
    private static final List<Path> IN_MEMORY = List.of(Path.of("/run"), Path.of("/dev/shm"));

    static FencePaths of(Path directory, LeaseGroup group) {
        return beside(directory.resolve(group.name() + ".permission"));
    }

    /** The others of that permission. */
    static FencePaths beside(Path permission) {
        String name = name(permission);
        return new FencePaths(permission, permission.resolveSibling(name + ".heartbeat"),
                permission.resolveSibling(name + ".lock"),
                permission.resolveSibling(name + ".log"));
    }

    /** Of the group whose files these are. */
    String name() {
        return name(permission);
    }

    private static String name(Path permission) {
        return permission.getFileName().toString().replaceFirst("\\.permission$", "");
    }

    /**
     * A directory that only this person may look into, on a file system in memory if there is one.
     * What lies on a disk instead is told apart by the boot it names.
     */
    static Path directory() {
        Path parent = IN_MEMORY.stream().filter(FencePaths::isInMemory).findFirst()
                .orElse(Path.of(System.getProperty("java.io.tmpdir")));
        return own(parent);
    }

    private static boolean isInMemory(Path directory) {
        try {
            return Files.isWritable(directory)
                    && Files.getFileStore(directory).type().equals("tmpfs");
        } catch (IOException e) {
            return false;
        }
    }

    /** Users are told apart by their numbers: two may have one name, or none. */
    static Path own(Path parent) {
        Path directory = parent;
        try {
            int user = user();
            directory = parent.resolve("orch-fencer-" + user);
            Files.createDirectories(directory);
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    || !Integer.valueOf(user).equals(Files.getAttribute(directory, "unix:uid",
                            LinkOption.NOFOLLOW_LINKS))) {
                throw new IOException("it is not a directory of our own");
            }
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be used by the fencer: "
                    + e.getMessage(), e);
        }
    }

    /** The number of the user that this process acts as. */
    private static int user() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("Uid:"))
                    .map(line -> Integer.parseUnsignedInt(line.split("\\s+")[2])).findFirst()
                    .orElseThrow(() -> new IOException("nothing says which user this is"));
        }
    }
}
