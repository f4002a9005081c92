package orchestrator.core.wire;

import java.util.ArrayList;
import java.util.List;

/** See {@link Table#lists}. */
record Lists<T>(Table<T> elements) implements Table<List<T>> {
    @Override
    public void write(ByteWriter out, List<List<T>> values) {
        List<T> all = new ArrayList<>();
        for (List<T> list : values) {
            out.unsigned(list.size());
            all.addAll(list);
        }
        if (!all.isEmpty()) {
            elements.write(out, all);
        }
    }

    @Override
    public List<List<T>> read(ByteReader in, int count) {
        int[] ends = new int[count];
        int end = 0;
        for (int i = 0; i < count; i++) {
            end = in.requireRoom((long) end + in.count());
            ends[i] = end;
        }
        List<T> all = end == 0 ? List.of() : elements.read(in, end);
        return Table.rows(count,
                i -> List.copyOf(all.subList(i == 0 ? 0 : ends[i - 1], ends[i])));
    }
}
