package orchestrator.reconciler.runtime;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * By what a machine is told from a clone of it: marks that a new virtual machine is given even when
 * its disk is copied. A clone that has none of its own looks like the same machine after a reboot.
 *
 * @param values by kind of mark; of a kind with several values one that stayed is enough
 */
public record MachineMarks(SortedMap<String, SortedSet<String>> values) {
    /** Of a machine of which nothing can be told. */
    public static final MachineMarks NONE = new MachineMarks(new TreeMap<>());

    private static final String BETWEEN = " ";

    public MachineMarks {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** True when some kind of mark is known of both, and they have none of that kind in common. */
    public boolean differFrom(MachineMarks others) {
        return values.entrySet().stream().anyMatch(kind -> {
            SortedSet<String> there = others.values.getOrDefault(kind.getKey(), new TreeSet<>());
            return !there.isEmpty() && !kind.getValue().isEmpty()
                    && kind.getValue().stream().noneMatch(there::contains);
        });
    }

    /** A line for each kind. */
    public String text() {
        StringBuilder text = new StringBuilder();
        values.forEach((kind, marks) -> text.append(kind).append(BETWEEN)
                .append(String.join(BETWEEN, marks)).append('\n'));
        return text.toString();
    }

    /** What {@link #text} wrote; empty when it is something else. */
    public static Optional<MachineMarks> parse(String text) {
        SortedMap<String, SortedSet<String>> values = new TreeMap<>();
        for (String line : text.lines().toList()) {
            SortedSet<String> words = new TreeSet<>();
            String[] split = line.split(BETWEEN);
            if (split.length < 2) {
                return Optional.empty();
            }
            for (int i = 1; i < split.length; i++) {
                words.add(split[i]);
            }
            values.put(split[0], words);
        }
        return Optional.of(new MachineMarks(values));
    }
}
