package orchestrator.reconciler.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.reconciler.runtime.MachineMarks;

/**
 * The marks of this machine: its id, that of its board, which a hypervisor gives and root alone may
 * read, and the permanent addresses of its network cards. What cannot be read is left out.
 */
public final class MachineMarkFiles {
    private static final String PERMANENT = "0";

    private MachineMarkFiles() {}

    /** @param root of the file system, as this process sees it */
    public static MachineMarks read(Path root) {
        SortedMap<String, SortedSet<String>> marks = new TreeMap<>();
        add(marks, "machine", line(root.resolve("etc/machine-id")));
        add(marks, "board", line(root.resolve("sys/class/dmi/id/product_uuid")));
        try (DirectoryStream<Path> cards = Files
                .newDirectoryStream(root.resolve("sys/class/net"))) {
            cards.forEach(card -> add(marks, "card", address(card)));
        } catch (IOException e) {
            // A machine without such a folder has no cards that could be told apart.
        }
        return new MachineMarks(marks);
    }

    private static void add(SortedMap<String, SortedSet<String>> marks, String kind,
            Optional<String> mark) {
        mark.ifPresent(it -> marks.computeIfAbsent(kind, _ -> new TreeSet<>()).add(it));
    }

    /** Of a card that is one: bridges and tunnels are given another one each time they are made. */
    private static Optional<String> address(Path card) {
        boolean real = Files.exists(card.resolve("device"))
                && line(card.resolve("addr_assign_type")).equals(Optional.of(PERMANENT));
        return real ? line(card.resolve("address")) : Optional.empty();
    }

    private static Optional<String> line(Path file) {
        try {
            return Files.readAllLines(file).stream().map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.contains(" ")).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
