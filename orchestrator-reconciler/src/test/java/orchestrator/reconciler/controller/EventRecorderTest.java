package orchestrator.reconciler.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import orchestrator.core.model.Event;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryClusterStore.NextCommit;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventRecorderTest {
    private final InMemoryClusterStore store = new InMemoryClusterStore(new InMemoryEnsemble(),
            Runnable::run);
    private final ClusterRecords records = new ClusterRecords(store);
    private final FencedStore fenced = FencedStore.telling(store,
            new LeaderTerm(1, 0, ServerMemory.Seen.NONE));
    private final EventRecorder recorder = new EventRecorder(records, fenced);
    private Instant now = Sample.NOON;

    @BeforeEach
    void begin_a_term() {
        new ClusterBootstrap(records, () -> Sample.CLUSTER).open();
        store.commit(List.of(new StoreWrite.Create(Paths.EPOCH, new byte[0], false)));
    }

    @ParameterizedTest
    @EnumSource(value = NextCommit.class, mode = EnumSource.Mode.EXCLUDE, names = "ANSWERED")
    void events_of_a_commit_without_an_answer_are_told_once(NextCommit fate) {
        add("before");
        write();
        add("one", "two");
        store.setNextCommit(fate);
        assertThatThrownBy(this::write).isInstanceOf(StoreUnavailableException.class);

        fenced.settle();
        add("three");
        write();

        assertThat(told()).containsExactly("before", "one", "two", "three");
    }

    @Test
    void events_of_a_commit_that_was_refused_are_told_with_the_next() {
        add("one");
        store.setNextCommit(NextCommit.REQUEST_LOST);
        assertThatThrownBy(this::write).isInstanceOf(StoreUnavailableException.class);
        Event other = event("other");
        store.commit(List.of(records.put(Paths.EVENTS, List.of(other), Optional.empty())));

        fenced.settle();
        write();

        assertThat(told()).containsExactly("other", "one");
    }

    @Test
    void more_than_the_ring_holds_after_a_lost_answer_keeps_the_newest() {
        add("one", "two");
        store.setNextCommit(NextCommit.REPLY_LOST);
        assertThatThrownBy(this::write).isInstanceOf(StoreUnavailableException.class);

        fenced.settle();
        add(IntStream.range(0, EventRecorder.KEPT - 1).mapToObj(each -> "later " + each)
                .toArray(String[]::new));
        write();

        assertThat(told()).hasSize(EventRecorder.KEPT).startsWith("two", "later 0")
                .doesNotHaveDuplicates();
    }

    private void add(String... texts) {
        recorder.add(List.of(texts).stream().map(EventRecorderTest::event).toList());
    }

    private static Event event(String text) {
        return new Event(Sample.NOON, Optional.empty(), "core-01",
                new Reason(ReasonCode.NODE_JOINED, text));
    }

    private void write() {
        now = now.plusSeconds(2);
        assertThat(recorder.write(now)).isTrue();
    }

    private List<String> told() {
        return records.events().value().stream().map(event -> event.reason().text()).toList();
    }
}
