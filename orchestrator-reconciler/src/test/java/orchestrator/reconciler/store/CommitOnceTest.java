package orchestrator.reconciler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.store.StoreWrite.Update;
import org.junit.jupiter.api.Test;

class CommitOnceTest {
    private static final byte[] MINE = "mine".getBytes();

    /** It did the first attempt, and its answer was lost; other servers lag behind. */
    private static final class Lagging implements Ensemble {
        private int sent;
        private long session = 7;
        private boolean losesSession;
        private int seenVersion = 4;

        @Override
        public void send(List<StoreWrite> writes) throws NoAnswerException {
            sent++;
            if (sent == 1) {
                throw new NoAnswerException("the answer was lost");
            }
            throw new StoreConflictException("/a", "another version");
        }

        @Override
        public Optional<StoredRecord> read(String path) {
            if (losesSession) {
                losesSession = false;
                session++;
                return Optional.of(new StoredRecord(path, "old".getBytes(), 3, 1, 0));
            }
            return Optional.of(new StoredRecord(path, MINE, seenVersion, 1, 0));
        }

        @Override
        public long session() {
            return session;
        }
    }

    private final Lagging ensemble = new Lagging();
    private final CommitOnce commit = new CommitOnce(ensemble,
            List.of(new Update("/a", MINE, 3)));

    @Test
    void what_was_done_unheard_counts_as_done() throws Exception {
        assertThatThrownBy(commit::ask).isInstanceOf(NoAnswerException.class);

        assertThat(commit.ask()).isTrue();
    }

    @Test
    void a_session_that_lags_behind_the_refusal_is_not_believed() throws Exception {
        assertThatThrownBy(commit::ask).isInstanceOf(NoAnswerException.class);
        ensemble.losesSession = true;

        assertThatThrownBy(commit::ask).isInstanceOf(NoAnswerException.class);

        assertThat(commit.ask()).isTrue();
    }

    @Test
    void what_another_changed_since_is_told_as_unknown() {
        assertThatThrownBy(commit::ask).isInstanceOf(NoAnswerException.class);
        ensemble.seenVersion = 5;

        assertThatThrownBy(commit::ask).isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("nobody can tell");
    }
}
