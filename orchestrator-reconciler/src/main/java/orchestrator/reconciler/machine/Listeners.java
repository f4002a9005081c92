package orchestrator.reconciler.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.reconciler.doctor.Seen;

/** Who listens at which TCP port of this machine. */
public final class Listeners {
    private static final String LISTENING = "0A";
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int HEX = 16;

    private final Path proc;

    /** @param proc {@code /proc} */
    public Listeners(Path proc) {
        this.proc = proc;
    }

    /** A process: its number, the name of its program and its command line. */
    public record Owner(long process, String name, String command) {}

    /** Ports that somebody listens at; the owner is empty where it is another person's. */
    public Seen<Map<Integer, Optional<Owner>>> ports() {
        Map<String, Integer> sockets = new LinkedHashMap<>();
        try {
            sockets.putAll(sockets("net/tcp"));
            if (Files.exists(proc.resolve("net/tcp6"))) {
                sockets.putAll(sockets("net/tcp6"));
            }
        } catch (IOException e) {
            return Seen.not(proc.resolve("net/tcp") + " cannot be read");
        }
        Map<Integer, Optional<Owner>> ports = new TreeMap<>();
        sockets.values().forEach(port -> ports.put(port, Optional.empty()));
        owners(sockets, ports);
        return Seen.of(ports);
    }

    /** From the number of a socket to its port. */
    private Map<String, Integer> sockets(String name) throws IOException {
        Map<String, Integer> found = new LinkedHashMap<>();
        for (String line : Files.readAllLines(proc.resolve(name))) {
            String[] words = line.strip().split("\\s+");
            if (words.length > INODE && words[STATE].equals(LISTENING)) {
                String port = words[1].substring(words[1].lastIndexOf(':') + 1);
                found.put("socket:[" + words[INODE] + "]", Integer.parseInt(port, HEX));
            }
        }
        return found;
    }

    private void owners(Map<String, Integer> sockets, Map<Integer, Optional<Owner>> ports) {
        for (Path process : processes()) {
            for (String link : openFiles(process)) {
                if (sockets.containsKey(link)) {
                    ports.put(sockets.get(link), Optional.of(owner(process)));
                }
            }
        }
    }

    private List<Path> processes() {
        try (Stream<Path> all = Files.list(proc)) {
            return all.filter(each -> each.getFileName().toString().matches("\\d+")).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Those of other persons' processes cannot be read, and processes end while they are read. */
    private static List<String> openFiles(Path process) {
        List<String> links = new ArrayList<>();
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            for (Path each : files.toList()) {
                String target = target(each);
                if (target.startsWith("socket:")) {
                    links.add(target);
                }
            }
            return links;
        } catch (IOException | UncheckedIOException e) {
            return links;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static Owner owner(Path process) {
        return new Owner(Long.parseLong(process.getFileName().toString()),
                text(process.resolve("comm")).strip(),
                text(process.resolve("cmdline")).replace('\0', ' ').strip());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
