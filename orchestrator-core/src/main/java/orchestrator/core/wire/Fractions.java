package orchestrator.core.wire;

import java.util.List;

/** Nanoseconds below a second, in the coarsest unit that is fine enough for all of them. */
final class Fractions implements Table<Integer> {
    private static final int SECOND = 1_000_000_000;
    private static final int STEP = 1000;

    @Override
    public void write(ByteWriter out, List<Integer> values) {
        int unit = SECOND;
        for (int value : values) {
            while (value % unit != 0) {
                unit /= STEP;
            }
        }
        out.unsigned(unit);
        if (unit < SECOND) {
            for (int value : values) {
                out.unsigned(value / unit);
            }
        }
    }

    @Override
    public List<Integer> read(ByteReader in, int count) {
        long unit = in.unsigned();
        return unit >= SECOND
                ? Table.rows(count, _ -> 0)
                : Table.rows(count, _ -> Math.toIntExact(
                        Math.multiplyExact(unit, in.unsigned())));
    }
}
