package orchestrator.core.wire;

import java.util.List;
import java.util.function.LongFunction;

/**
 * Whole numbers, each as its difference to the one before.
 *
 * @param of throws {@link ArithmeticException} for what is no such number
 */
record Numbers<N extends Number>(LongFunction<N> of) implements Table<N> {
    @Override
    public void write(ByteWriter out, List<N> values) {
        long before = 0;
        for (N each : values) {
            long value = each.longValue();
            out.signed(value - before);
            before = value;
        }
    }

    @Override
    public List<N> read(ByteReader in, int count) {
        long[] before = {0};
        return Table.rows(count, _ -> of.apply(before[0] += in.signed()));
    }
}
