package orchestrator.core.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * How values of one kind are stored together: what is alike of them stands side by side, field after
 * field, so that it can be said in few bytes. How many there are is known to whoever reads.
 */
interface Table<T> {
    void write(ByteWriter out, List<T> values);

    /**
     * As many as were written.
     *
     * @throws UnreadableRecordException when there are not so many
     * @throws RuntimeException          of whatever refuses a value that it could not have held
     */
    List<T> read(ByteReader in, int count);

    /** Writes that field of each row. */
    default <R> void write(ByteWriter out, List<R> rows, Function<R, T> field) {
        List<T> values = new ArrayList<>(rows.size());
        for (R row : rows) {
            values.add(field.apply(row));
        }
        write(out, values);
    }

    /** Writes how many there are, then these. */
    default void writeAll(ByteWriter out, List<T> values) {
        out.unsigned(values.size());
        write(out, values);
    }

    /** Reads what {@link #writeAll} wrote. */
    default List<T> readAll(ByteReader in) {
        return read(in, in.count());
    }

    /** One after the other. */
    static <T> Table<T> of(BiConsumer<ByteWriter, T> write, Function<ByteReader, T> read) {
        return new Table<>() {
            @Override
            public void write(ByteWriter out, List<T> values) {
                for (T value : values) {
                    write.accept(out, value);
                }
            }

            @Override
            public List<T> read(ByteReader in, int count) {
                return rows(count, _ -> read.apply(in));
            }
        };
    }

    /** One field of a value, and how that is stored. */
    record Field<R, T>(Table<T> table, Function<R, T> of) {
        void write(ByteWriter out, List<R> rows) {
            table.write(out, rows, of);
        }
    }

    /** Values of two fields: first the one of all, then the other. */
    static <R, A, B> Table<R> both(Field<R, A> one, Field<R, B> other, BiFunction<A, B, R> make) {
        return new Table<>() {
            @Override
            public void write(ByteWriter out, List<R> values) {
                one.write(out, values);
                other.write(out, values);
            }

            @Override
            public List<R> read(ByteReader in, int count) {
                List<A> ones = one.table().read(in, count);
                List<B> others = other.table().read(in, count);
                return rows(count, i -> make.apply(ones.get(i), others.get(i)));
            }
        };
    }

    /** Values that are stored as others. */
    default <R> Table<R> as(Function<R, T> to, Function<T, R> from) {
        Table<T> stored = this;
        return new Table<>() {
            @Override
            public void write(ByteWriter out, List<R> values) {
                stored.write(out, values, to);
            }

            @Override
            public List<R> read(ByteReader in, int count) {
                List<T> found = stored.read(in, count);
                return rows(count, i -> from.apply(found.get(i)));
            }
        };
    }

    /** What was there before is not said again. */
    default Table<T> repeated() {
        return new Repeated<>(this);
    }

    /** Lists of such values: how long each is, then all values of all. */
    default Table<List<T>> lists() {
        return new Lists<>(this);
    }

    /** Such a value or none. */
    default Table<Optional<T>> optional() {
        return lists().as(value -> value.map(List::of).orElse(List.of()),
                list -> list.stream().findFirst());
    }

    /** A list of what there is in each row; fixed in size, not to be kept. */
    static <T> List<T> rows(int count, IntFunction<T> row) {
        @SuppressWarnings("unchecked")
        T[] rows = (T[]) new Object[count];
        Arrays.setAll(rows, row);
        return Arrays.asList(rows);
    }
}
