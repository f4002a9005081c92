package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllProcessorsTest {
    private final AllProcessors each = new AllProcessors();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 5_000})
    void keeps_the_order_of_few_and_many(int count) {
        List<Integer> all = IntStream.range(0, count).boxed().toList();

        assertThat(each.begin(all, number -> number * 3).get())
                .isEqualTo(all.stream().map(number -> number * 3).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5_000})
    void tells_what_went_wrong(int count) {
        List<Integer> all = IntStream.range(0, count).boxed().toList();

        assertThatThrownBy(() -> each.begin(all, number -> {
            throw new IllegalArgumentException("number " + number);
        }).get()).isInstanceOf(IllegalArgumentException.class);
    }

    /** Nobody has to have room, or time. */
    @Test
    void whoever_asks_does_what_nobody_has_begun() {
        List<Integer> all = IntStream.range(0, 1_000).boxed().toList();
        List<Runnable> kept = new ArrayList<>();
        List<Integer> asked = new ArrayList<>();
        Supplier<List<Integer>> coming = AllProcessors.begin(kept::add, all, number -> {
            asked.add(number);
            return -number;
        });
        assertThat(asked).isEmpty();
        kept.getLast().run();
        int begun = asked.size();

        List<Integer> found = coming.get();

        assertThat(begun).isBetween(1, 999);
        assertThat(found).isEqualTo(all.stream().map(number -> -number).toList());
        kept.forEach(Runnable::run);
        assertThat(asked).doesNotHaveDuplicates().hasSize(1_000);
    }

    @Test
    void an_executor_that_is_closed_leaves_it_to_whoever_asks() {
        List<Integer> all = IntStream.range(0, 1_000).boxed().toList();

        assertThat(AllProcessors.begin(_ -> {
            throw new RejectedExecutionException("closed");
        }, all, number -> number).get()).isEqualTo(all);
    }
}
