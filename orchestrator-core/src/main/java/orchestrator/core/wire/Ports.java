package orchestrator.core.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Numbers by name: the names of each, which are mostly the same ones, then all numbers. */
final class Ports implements Table<SortedMap<String, Integer>> {
    private static final Table<List<String>> NAMES = Tables.TEXTS.lists().repeated();

    @Override
    public void write(ByteWriter out, List<SortedMap<String, Integer>> values) {
        NAMES.write(out, values, Ports::names);
        List<Integer> all = new ArrayList<>();
        for (SortedMap<String, Integer> ports : values) {
            all.addAll(numbers(ports));
        }
        Tables.INTS.write(out, all);
    }

    /** Most have none, and the views of an empty map are no empty lists. */
    private static List<String> names(SortedMap<String, Integer> ports) {
        return ports.isEmpty() ? List.of() : List.copyOf(ports.keySet());
    }

    private static Collection<Integer> numbers(SortedMap<String, Integer> ports) {
        return ports.isEmpty() ? List.of() : ports.values();
    }

    @Override
    public List<SortedMap<String, Integer>> read(ByteReader in, int count) {
        List<List<String>> names = NAMES.read(in, count);
        long total = 0;
        for (List<String> each : names) {
            total += each.size();
        }
        List<Integer> numbers = Tables.INTS.read(in, in.requireRoom(total));
        int[] next = {0};
        return Table.rows(count, i -> {
            SortedMap<String, Integer> ports = names.get(i).isEmpty()
                    ? Collections.emptySortedMap()
                    : new TreeMap<>();
            names.get(i).forEach(name -> ports.put(name, numbers.get(next[0]++)));
            return ports;
        });
    }
}
