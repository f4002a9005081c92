package orchestrator.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SpecHash;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table<String> REPEATED = Tables.TEXTS.repeated();

    @Test
    void numbers_of_any_size_come_back() {
        List<Long> numbers = LongStream.of(0, 1, -1, 63, 64, -64, -65, 1L << 40, Long.MAX_VALUE,
                Long.MIN_VALUE, 0, Integer.MIN_VALUE).boxed().toList();

        assertThat(again(Tables.LONGS, numbers)).isEqualTo(numbers);
    }

    @Test
    void a_number_that_is_too_large_is_refused() {
        byte[] bytes = bytes(Tables.LONGS, List.of(1L << 31));

        assertThatThrownBy(() -> Tables.INTS.read(new ByteReader(bytes), 1))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void conditions_that_are_alike_are_one_object_unless_they_have_put_something_out() {
        List<InstanceStatus> quiet = again(new InstanceStatuses(), List.of(row(), row()));
        List<InstanceStatus> loud = again(new InstanceStatuses(), List.of(row("no"), row("no")));

        assertThat(quiet.get(0).condition()).isSameAs(quiet.get(1).condition());
        assertThat(loud).containsExactly(row("no"), row("no"));
        assertThat(loud.get(0).condition()).isNotSameAs(loud.get(1).condition());
    }

    private static InstanceStatus row(String... output) {
        return new InstanceStatus(InstanceId.parse(new ProjectName("shop"), "web-1"),
                new Incarnation(1, 1), Phase.READY, new Reason(ReasonCode.CHECK_FAILED, "why"),
                Instant.EPOCH, 0, 0, List.of(output));
    }

    /** Kept in another form than any other: it must not differ for whoever reads it. */
    @Test
    void one_value_for_all_rows_comes_back_for_each() {
        for (int count : new int[]{1, 2, 100}) {
            List<String> same = Collections.nCopies(count, "same");

            assertThat(again(REPEATED, same)).isEqualTo(same).hasSize(count);
        }
        assertThat(again(REPEATED, List.of("a", "a", "b", "a"))).containsExactly("a", "a", "b",
                "a");
    }

    @Test
    void what_is_repeated_costs_nothing() {
        List<String> one = List.of("value");
        List<String> many = Collections.nCopies(100, "value");
        List<String> round = IntStream.range(0, 99).mapToObj(i -> "value" + i % 3).toList();

        assertThat(bytes(REPEATED, many)).hasSize(bytes(REPEATED, one).length + 2);
        assertThat(bytes(REPEATED, round)).hasSize(3 * "\5value0".length() + 4);
    }

    @Test
    void any_pattern_of_repeats_comes_back() {
        Random random = new Random(1);
        for (int round = 0; round < 1000; round++) {
            List<String> values = new ArrayList<>();
            int kinds = 1 + random.nextInt(6);
            while (values.size() < round % 70) {
                String value = "v" + random.nextInt(kinds);
                values.addAll(Collections.nCopies(1 + random.nextInt(3), value));
            }
            assertThat(again(REPEATED, values)).isEqualTo(values);
        }
    }

    @Test
    void refuses_to_repeat_what_is_not_there() {
        for (byte[] bytes : List.of(new byte[]{2}, new byte[]{1, 3}, new byte[]{1, 0},
                new byte[]{0, 1, 'a', 4})) {
            assertThatThrownBy(() -> REPEATED.read(new ByteReader(bytes), 2))
                    .isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void names_begin_where_the_one_before_differs() {
        List<String> names = List.of("service0001", "service0002", "service0002", "s", "", "web");

        assertThat(again(Tables.NAMES, names)).isEqualTo(names);
        assertThat(bytes(Tables.NAMES, names.subList(0, 2))).hasSize(2 + 11 + 2 + 1);
    }

    @Test
    void a_hash_takes_half_as_many_bytes_as_digits() {
        SpecHash usual = new SpecHash(SpecHash.digest("any"));
        List<SpecHash> hashes = List.of(usual, new SpecHash(""), new SpecHash("abc"),
                new SpecHash("ABCD"), new SpecHash("not digits"), usual);

        assertThat(again(Tables.HASHES, hashes)).isEqualTo(hashes);
        assertThat(bytes(Tables.HASHES, List.of(usual))).hasSize(17);
    }

    @Test
    void fractions_are_as_fine_as_they_have_to_be() {
        for (List<Integer> values : List.of(List.<Integer>of(), List.of(0, 0),
                List.of(5_000_000, 0), List.of(999_999_000, 1000), List.of(999_999_999, 0))) {
            assertThat(again(new Fractions(), values)).isEqualTo(values);
        }
        assertThat(bytes(new Fractions(), List.of(0, 0, 0))).hasSize(5);
    }

    @Test
    void lists_and_what_may_be_missing_come_back() {
        List<List<String>> lists = List.of(List.of(), List.of("a", "b"), List.of(), List.of("c"));
        List<Optional<String>> some = List.of(Optional.empty(), Optional.of("a"));

        assertThat(again(Tables.TEXTS.lists(), lists)).isEqualTo(lists);
        assertThat(again(Tables.TEXTS.optional(), some)).isEqualTo(some);
    }

    @Test
    void more_than_there_can_be_is_not_even_tried() {
        ByteWriter out = new ByteWriter();
        out.unsigned(Integer.MAX_VALUE);
        byte[] bytes = out.toBytes();

        assertThatThrownBy(() -> Tables.TEXTS.readAll(new ByteReader(bytes)))
                .isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> Tables.TEXTS.lists().read(new ByteReader(bytes), 1))
                .isInstanceOf(UnreadableRecordException.class);
    }

    private static <T> byte[] bytes(Table<T> table, List<T> values) {
        ByteWriter out = new ByteWriter();
        table.write(out, values);
        return out.toBytes();
    }

    private static <T> List<T> again(Table<T> table, List<T> values) {
        return table.read(new ByteReader(bytes(table, values)), values.size());
    }
}
