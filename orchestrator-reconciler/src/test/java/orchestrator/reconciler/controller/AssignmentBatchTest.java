package orchestrator.reconciler.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.Test;

class AssignmentBatchTest {
    @Test
    void small_writes_go_out_together() {
        assertThat(AssignmentBatch.split(writes(10, 1_000))).hasSize(1);
    }

    @Test
    void no_batch_is_over_the_limit_of_a_commit_and_none_is_lost() {
        List<StoreWrite> writes = writes(40, 100_000);

        List<List<StoreWrite>> batches = AssignmentBatch.split(writes);

        assertThat(batches.stream().flatMap(List::stream).toList()).isEqualTo(writes);
        assertThat(batches).hasSizeGreaterThan(1).allSatisfy(batch -> assertThat(
                batch.stream().mapToInt(AssignmentBatch::bytes).sum())
                .isLessThan(ClusterStore.MAX_COMMIT_BYTES));
    }

    @Test
    void nothing_to_write_is_no_batch() {
        assertThat(AssignmentBatch.split(List.of())).isEmpty();
    }

    private static List<StoreWrite> writes(int count, int bytes) {
        return IntStream.range(0, count)
                .<StoreWrite>mapToObj(i -> new StoreWrite.Update("/assignments/core-" + i,
                        new byte[bytes], 0))
                .toList();
    }
}
