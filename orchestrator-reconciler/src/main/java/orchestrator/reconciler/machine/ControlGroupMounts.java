package orchestrator.reconciler.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.doctor.MachineFacts.ControlGroups;
import orchestrator.reconciler.doctor.Seen;

/** Where the control groups of this machine are, and whether they can be changed. */
public final class ControlGroupMounts {
    private ControlGroupMounts() {}

    private record Mount(Path path, String type, List<String> options) {
        boolean isWritable() {
            return options.contains("rw") && Files.isWritable(path);
        }
    }

    /** As the table of mounts in {@code file} has them, {@code /proc/self/mounts}. */
    public static Seen<ControlGroups> read(Path file) {
        try {
            return of(Files.readAllLines(file).stream().map(line -> line.split(" "))
                    .filter(words -> words.length > 3 && words[2].startsWith("cgroup"))
                    .map(words -> new Mount(Path.of(words[1]), words[2],
                            List.of(words[3].split(","))))
                    .toList());
        } catch (IOException e) {
            return Seen.not(file + " cannot be read");
        }
    }

    /** Version 1 has a tree for each kind of limit; beside them may be an empty one of version 2. */
    private static Seen<ControlGroups> of(List<Mount> mounts) {
        Optional<Mount> pids = mounts.stream().filter(each -> each.type().equals("cgroup"))
                .filter(each -> each.options().contains("pids")).findFirst();
        Optional<Mount> one = mounts.stream().filter(each -> each.type().equals("cgroup2"))
                .findFirst();
        boolean old = mounts.stream().anyMatch(each -> each.type().equals("cgroup"));
        if (old) {
            return Seen.of(new ControlGroups(1, pids.isPresent(),
                    pids.filter(Mount::isWritable).isPresent()));
        }
        return one.map(tree -> Seen.of(new ControlGroups(2, limits(tree), tree.isWritable())))
                .orElseGet(() -> Seen.not("no control groups are mounted here"));
    }

    private static boolean limits(Mount tree) {
        try {
            return List.of(Files.readString(tree.path().resolve("cgroup.controllers")).strip()
                    .split(" ")).contains("pids");
        } catch (IOException e) {
            return false;
        }
    }
}
