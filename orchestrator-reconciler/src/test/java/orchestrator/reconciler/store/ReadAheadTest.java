package orchestrator.reconciler.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import orchestrator.reconciler.store.ReadAhead.Arrived;
import orchestrator.reconciler.store.ReadAhead.Wanted;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final String ONE = "/one";
    private static final String OTHER = "/other";

    private final List<Integer> decoded = new ArrayList<>();
    private final Function<byte[], Integer> decode = data -> {
        decoded.add((int) data[0]);
        return (int) data[0];
    };
    private final ReadAhead ahead = new ReadAhead(Each.IN_TURN);
    private final Runnable rest = ahead.take(
            List.of(new Wanted(ONE, Optional.of(decode)), new Wanted(OTHER, Optional.of(decode))),
            List.of(Optional.of(record(ONE, 1)), Optional.of(record(OTHER, 2))), _ -> false);

    private static StoredRecord record(String path, int content) {
        return new StoredRecord(path, new byte[]{(byte) content}, 0, 1, 0);
    }

    @Test
    void is_taken_apart_together_once_that_is_asked_for() {
        assertThat(decoded).isEmpty();
        rest.run();

        assertThat(decoded).containsExactly(1, 2);
        assertThat(content(ONE)).contains(1);
        assertThat(decoded).hasSize(2);
    }

    @Test
    void whoever_is_early_takes_it_apart_and_it_is_not_given_out_again() {
        assertThat(content(ONE)).contains(1);
        rest.run();

        assertThat(ahead.knows(ONE)).isFalse();
        assertThat(content(OTHER)).contains(2);
    }

    private Optional<Integer> content(String path) {
        Optional<Arrived> arrived = ahead.remove(path);
        return arrived.flatMap(each -> each.content(decode).value());
    }
}
