package orchestrator.core.wire;

import java.util.List;

/** Whole numbers, each as its difference to the one before. */
final class Numbers implements Table<Long> {
    @Override
    public void write(ByteWriter out, List<Long> values) {
        long before = 0;
        for (long value : values) {
            out.signed(value - before);
            before = value;
        }
    }

    @Override
    public List<Long> read(ByteReader in, int count) {
        long[] before = {0};
        return Table.rows(count, _ -> before[0] += in.signed());
    }
}
