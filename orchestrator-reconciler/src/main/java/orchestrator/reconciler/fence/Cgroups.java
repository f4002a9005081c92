package orchestrator.reconciler.fence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.reconciler.runtime.LeaseGroup;

/** Where the containers of a lease group may be found on this machine. */
final class Cgroups {
    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    private Cgroups() {}

    /**
     * In every tree of control groups, whether the engine makes them itself or asks systemd to. Most
     * of them never come to be.
     */
    static List<String> of(LeaseGroup group) throws IOException {
        return of(group.name());
    }

    private static List<String> of(String name) throws IOException {
        try (Stream<String> mounts = Files.lines(MOUNTS)) {
            return roots(mounts).flatMap(root -> below(root, name)).toList();
        }
    }

    /**
     * True when all of these are groups of that name, right below a tree. Nothing else may be closed
     * or ended, whatever a file asks for.
     */
    static boolean areOf(String name, List<String> groups) {
        try {
            return of(name).containsAll(groups);
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<String> below(String root, String name) {
        return Stream.of(root + "/" + name, root + "/" + name + ".slice");
    }

    static Stream<String> roots(Stream<String> mounts) {
        return mounts.map(line -> line.split(" ")).filter(
                words -> words.length > 2 && (words[2].equals("cgroup")
                        || words[2].equals("cgroup2")))
                .map(words -> words[1]).distinct();
    }
}
