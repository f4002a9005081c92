package orchestrator.reconciler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommitsInOrderTest {
    private static final byte[] MINE = "mine".getBytes();

    private final Records ensemble = new Records();

    /** Every record stands at version 3 at first; what is told to be unheard is done or not. */
    private static final class Records implements Ensemble {
        private final TreeMap<String, StoredRecord> records = new TreeMap<>();
        private final List<Integer> unheardAndDone = new ArrayList<>();
        private final List<Integer> unheardAndLost = new ArrayList<>();
        private final List<String> sent = new ArrayList<>();
        private int number;

        @Override
        public void send(List<StoreWrite> writes) throws NoAnswerException {
            int now = number++;
            sent.add(writes.getLast().path());
            if (unheardAndLost.contains(now)) {
                throw new NoAnswerException("the request was lost");
            }
            make(writes);
            if (unheardAndDone.contains(now)) {
                throw new NoAnswerException("the answer was lost");
            }
        }

        private void make(List<StoreWrite> writes) {
            for (StoreWrite write : writes) {
                int expected = switch (write) {
                    case StoreWrite.Check check -> check.version();
                    case StoreWrite.Update update -> update.version();
                    default -> throw new IllegalArgumentException();
                };
                if (read(write.path()).orElseThrow().version() != expected) {
                    throw new StoreConflictException(write.path(), "is at another version");
                }
            }
            for (StoreWrite write : writes) {
                if (write instanceof StoreWrite.Update(String path, byte[] data, int version)) {
                    records.put(path, new StoredRecord(path, data, version + 1, 9, 0));
                }
            }
        }

        @Override
        public Optional<StoredRecord> read(String path) {
            return Optional.of(records.getOrDefault(path,
                    new StoredRecord(path, new byte[0], 3, 1, 0)));
        }

        @Override
        public long session() {
            return 7;
        }
    }

    /** Each checks that the one before it was made. */
    private static List<List<StoreWrite>> chain(int length) {
        return IntStream.range(0, length).mapToObj(i -> {
            List<StoreWrite> writes = new ArrayList<>();
            if (i > 0) {
                writes.add(new StoreWrite.Check("/r" + (i - 1), 4));
            }
            writes.add(new StoreWrite.Update("/r" + i, MINE, 3));
            return writes;
        }).toList();
    }

    private int made(int length) {
        return (int) IntStream.range(0, length)
                .filter(i -> ensemble.read("/r" + i).orElseThrow().version() == 4).count();
    }

    @Test
    void all_are_made_in_their_order() throws Exception {
        assertThat(new CommitsInOrder(ensemble, chain(4)).ask()).isTrue();

        assertThat(ensemble.sent).containsExactly("/r0", "/r1", "/r2", "/r3");
        assertThat(made(4)).isEqualTo(4);
    }

    @Test
    void what_was_done_unheard_counts_as_done() throws Exception {
        ensemble.unheardAndDone.addAll(List.of(1, 3));

        assertThat(new CommitsInOrder(ensemble, chain(4)).ask()).isTrue();
        assertThat(made(4)).isEqualTo(4);
    }

    @Test
    void what_was_lost_is_sent_again_and_nothing_after_it_was_made_before() {
        ensemble.unheardAndLost.add(1);
        CommitsInOrder commits = new CommitsInOrder(ensemble, chain(4));

        assertThatThrownBy(commits::ask).isInstanceOf(StoreConflictException.class)
                .hasMessageContaining("/r1");
        assertThat(made(4)).isEqualTo(2);
    }

    @Test
    void none_is_made_after_one_that_was_refused() {
        ensemble.records.put("/r2", new StoredRecord("/r2", new byte[0], 5, 2, 0));
        CommitsInOrder commits = new CommitsInOrder(ensemble, chain(5));

        assertThatThrownBy(commits::ask).isInstanceOf(StoreConflictException.class)
                .hasMessageContaining("/r2");
        assertThat(made(5)).isEqualTo(2);
    }

    @Test
    void it_goes_on_asking_for_what_is_still_not_answered() throws Exception {
        ensemble.unheardAndDone.add(0);
        ensemble.unheardAndLost.add(2);
        CommitsInOrder commits = new CommitsInOrder(ensemble, chain(2));

        assertThatThrownBy(commits::ask).isInstanceOf(NoAnswerException.class);
        assertThat(commits.ask()).isTrue();
        assertThat(made(2)).isEqualTo(2);
    }
}
