package orchestrator.reconciler.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.doctor.MachineFacts.Memory;
import orchestrator.reconciler.doctor.MachineFacts.Range;
import orchestrator.reconciler.doctor.MachineFacts.Rights;
import orchestrator.reconciler.doctor.Seen;

/** What the kernel tells in text files. */
public final class ProcessFiles {
    private static final int KIB = 1024;
    private static final int CAP_KILL = 5;

    private final Path root;

    /** @param root where they are: {@code /proc} */
    public ProcessFiles(Path root) {
        this.root = root;
    }

    private interface Reading<T> {
        Optional<T> from(List<String> lines);
    }

    private <T> Seen<T> read(String name, Reading<T> reading) {
        Path file = root.resolve(name);
        try {
            return reading.from(Files.readAllLines(file)).map(Seen::of)
                    .orElseGet(() -> Seen.not(file + " says nothing of it"));
        } catch (IOException | RuntimeException e) {
            return Seen.not(file + " cannot be read");
        }
    }

    /** Memory of the machine. */
    public Seen<Memory> memory() {
        return read("meminfo", lines -> number(lines, "MemAvailable:")
                .flatMap(available -> number(lines, "MemTotal:")
                        .map(total -> new Memory(available * KIB, total * KIB))));
    }

    /** How many files this process may have open; the launcher's limit is that of its children. */
    public Seen<Long> fileLimit() {
        return read("self/limits", lines -> word(lines, "Max open files", 3)
                .map(limit -> limit.equals("unlimited") ? Long.MAX_VALUE : Long.valueOf(limit)));
    }

    /** What this process may do. */
    public Seen<Rights> rights() {
        return read("self/status", lines -> word(lines, "Uid:", 2)
                .flatMap(user -> word(lines, "CapEff:", 1).map(mask -> new Rights(user.equals("0"),
                        (Long.parseUnsignedLong(mask, 16) >> CAP_KILL & 1) == 1))));
    }

    /** The ports that outgoing connections get. */
    public Seen<Range> temporaryPorts() {
        return read("sys/net/ipv4/ip_local_port_range", lines -> {
            String[] ends = lines.getFirst().strip().split("\\s+");
            return Optional.of(new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])));
        });
    }

    private static Optional<Long> number(List<String> lines, String name) {
        return word(lines, name, 1).map(Long::valueOf);
    }

    private static Optional<String> word(List<String> lines, String name, int place) {
        return lines.stream().filter(line -> line.startsWith(name))
                .map(line -> line.split("\\s+")).filter(words -> words.length > place)
                .map(words -> words[place]).findFirst();
    }
}
