package orchestrator.reconciler.fence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes as Linux lists them in control groups, of the first version (several trees) or the second
 * (one). A group that is not there has none. Whatever cannot be read now is read at the next look.
 */
final class CgroupProcesses implements Processes {
    private static final Logger LOG = LoggerFactory.getLogger(CgroupProcesses.class);
    private static final int PASSES = 3;
    private static final int CAP_KILL = 5;

    @Override
    public int count(List<String> groups) {
        return all(groups).size();
    }

    @Override
    public List<Long> firsts(List<String> groups) {
        return all(groups).stream().filter(CgroupProcesses::isFirst).toList();
    }

    /** True for the first one in a process namespace of its own. */
    private static boolean isFirst(long process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith("NSpid:")).map(line -> line.split("\\s+"))
                    .anyMatch(words -> words.length > 2 && words[words.length - 1].equals("1"));
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public void ask(long process) {
        ProcessHandle.of(process).ifPresent(ProcessHandle::destroy);
    }

    /** More than once, as one that is about to end may have made another. */
    @Override
    public void killAll(List<String> groups) {
        for (int pass = 0; pass < PASSES; pass++) {
            all(groups).forEach(process -> ProcessHandle.of(process)
                    .ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    @Override
    public void close(List<String> groups, boolean closed) {
        for (String group : groups) {
            Path limit = Path.of(group, "pids.max");
            try {
                if (Files.exists(limit)) {
                    Files.writeString(limit, closed ? "0" : "max");
                }
            } catch (IOException e) {
                LOG.debug("{} cannot be written: {}", limit, e.getMessage());
            }
        }
    }

    @Override
    public void remove(List<String> groups) {
        for (String group : groups) {
            try {
                Files.deleteIfExists(Path.of(group));
            } catch (IOException e) {
                LOG.debug("{} stays: {}", group, e.getMessage());
            }
        }
    }

    @Override
    public String trouble() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            boolean mayKill = lines.filter(line -> line.startsWith("CapEff:"))
                    .map(line -> line.substring("CapEff:".length()).strip())
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) >> CAP_KILL & 1) == 1);
            return mayKill
                    ? ""
                    : "the fencer may not end the processes of containers: run the agent as root";
        } catch (IOException e) {
            return "the fencer cannot read what it may do: " + e.getMessage();
        }
    }

    private static SortedSet<Long> all(List<String> groups) {
        SortedSet<Long> found = new TreeSet<>();
        for (String group : groups) {
            if (Files.isDirectory(Path.of(group))) {
                collect(Path.of(group), found);
            }
        }
        return found;
    }

    private static void collect(Path group, SortedSet<Long> found) {
        try (Stream<Path> below = Files.walk(group)) {
            below.filter(Files::isDirectory).sorted(Comparator.reverseOrder())
                    .forEach(each -> read(each.resolve("cgroup.procs"), found));
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.debug("{} changed while it was read: {}", group, e.getMessage());
        }
    }

    private static void read(Path list, SortedSet<Long> found) {
        try {
            Arrays.stream(Files.readString(list).split("\n")).filter(line -> !line.isBlank())
                    .map(Long::valueOf).filter(process -> process > 0).forEach(found::add);
        } catch (IOException e) {
            LOG.debug("{} is gone: {}", list, e.getMessage());
        }
    }
}
