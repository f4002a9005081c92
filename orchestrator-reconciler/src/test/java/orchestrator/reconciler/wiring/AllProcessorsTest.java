package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllProcessorsTest {
    private final AllProcessors each = new AllProcessors();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 5_000})
    void keeps_the_order_of_few_and_many(int count) {
        List<Integer> all = IntStream.range(0, count).boxed().toList();

        assertThat(each.of(all, number -> number * 3))
                .isEqualTo(all.stream().map(number -> number * 3).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5_000})
    void tells_what_went_wrong(int count) {
        List<Integer> all = IntStream.range(0, count).boxed().toList();

        assertThatThrownBy(() -> each.of(all, number -> {
            throw new IllegalArgumentException("number " + number);
        })).isInstanceOf(IllegalArgumentException.class);
    }
}
