package orchestrator.core.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * See {@link Table#repeated}. First stands for each row how many rows before it the same value was,
 * 0 for nowhere, and how many rows in turn that is so: neighbours that are alike are one such word,
 * and so is anything that comes round again and again. Then the values that were nowhere before.
 */
record Repeated<T>(Table<T> each) implements Table<T> {
    @Override
    public void write(ByteWriter out, List<T> values) {
        List<T> fresh = new ArrayList<>();
        int[] back = distances(values, fresh);
        for (int from = 0; from < back.length;) {
            int end = from + 1;
            while (end < back.length && back[end] == back[from]) {
                end++;
            }
            boolean once = end == from + 1;
            out.unsigned((long) back[from] << 1 | (once ? 0 : 1));
            if (!once) {
                out.unsigned(end - from);
            }
            from = end;
        }
        each.write(out, fresh);
    }

    private static <T> int[] distances(List<T> values, List<T> fresh) {
        Map<T, Integer> known = new LinkedHashMap<>();
        int[] back = new int[values.size()];
        for (int i = 0; i < back.length; i++) {
            T value = values.get(i);
            int before = i == 0 ? 0 : back[i - 1];
            if (before > 0 && value.equals(values.get(i - before))) {
                back[i] = before;
            } else {
                Integer row = known.put(value, i);
                back[i] = row == null ? 0 : i - row;
            }
            if (back[i] == 0) {
                fresh.add(value);
            }
        }
        return back;
    }

    @Override
    public List<T> read(ByteReader in, int count) {
        int[] back = new int[count];
        int fresh = 0;
        for (int from = 0; from < count;) {
            long word = in.unsigned();
            long distance = word >>> 1;
            long end = from + ((word & 1) == 0 ? 1 : in.unsigned());
            if (distance > from || end <= from || end > count) {
                throw UnreadableRecordException.damaged("it repeats what is not there");
            }
            Arrays.fill(back, from, (int) end, (int) distance);
            fresh += distance == 0 ? (int) end - from : 0;
            from = (int) end;
        }
        List<T> values = each.read(in, fresh);
        // As most of what is said of the instances of one node.
        return fresh == 1 ? Collections.nCopies(count, values.getFirst()) : fill(back, values);
    }

    private static <T> List<T> fill(int[] back, List<T> fresh) {
        List<T> rows = new ArrayList<>(back.length);
        int next = 0;
        for (int i = 0; i < back.length; i++) {
            rows.add(back[i] == 0 ? fresh.get(next++) : rows.get(i - back[i]));
        }
        return rows;
    }
}
