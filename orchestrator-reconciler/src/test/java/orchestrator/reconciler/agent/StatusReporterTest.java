package orchestrator.reconciler.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.reconciler.loop.Loop;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusReporterTest {
    private static final NodeName NODE = new NodeName("core-01");

    private final SimulatedTimeline timeline = new SimulatedTimeline(1);
    private final InMemoryClusterStore store = new InMemoryClusterStore(new InMemoryEnsemble(),
            timeline::run);
    private final ClusterRecords records = new ClusterRecords(store);
    private final Loop loop = new Loop("reporter", timeline, Duration.ofSeconds(2), this::offer);
    private final StatusReporter reporter = new StatusReporter(timeline, counted(), loop::wake);
    private NodeStatus status = NodeStatus.none(NODE);
    private int attempts;
    private int reads;
    private Runnable duringCommit = () -> {};

    @BeforeEach
    void registerTheNode() {
        new ClusterBootstrap(records,
                () -> new ClusterId("5d3a8f10-0000-4000-8000-000000000001")).open();
        NodeRecord node = new NodeRecord(NODE, new Resources(4000, 1), new TreeMap<>(),
                "10.0.0.1", "127.0.0.1", "10.0.0.1:7000", 20_000, 20_999, "boot", "test", true);
        store.commit(List.of(records.put(Paths.node(NODE), node, Optional.empty())));
    }

    private ClusterStore counted() {
        return (ClusterStore) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{ClusterStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("read")) {
                        reads++;
                    }
                    if (method.getName().equals("commit")) {
                        attempts++;
                        duringCommit.run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void offer() {
        reporter.offer(status, new StoreLook.Held(store.session().id(), 0, Optional.empty()),
                false);
    }

    private void says(long generation, String trouble) {
        status = new NodeStatus(NODE, generation, List.of(), List.of(),
                Optional.of(new Reason(ReasonCode.FROZEN, trouble)));
        loop.wake();
    }

    private void shows(long generation, Phase phase, long lists) {
        status = new NodeStatus(NODE, generation, List.of(new InstanceStatus(
                InstanceId.parse(new ProjectName("shop"), "web-1"), new Incarnation(1, 1), phase,
                new Reason(ReasonCode.CONTAINER_STARTING, "for the test"), Instant.EPOCH, 0,
                lists, List.of())), List.of(), Optional.empty());
        loop.wake();
    }

    private boolean isTold() {
        return records.status(NODE).filter(each -> each.value().equals(status)).isPresent();
    }

    private static String tooLong() {
        byte[] bytes = new byte[ClusterStore.MAX_RECORD_BYTES * 2];
        new Random(1).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void a_status_that_is_too_large_is_tried_again_only_now_and_then() {
        String text = tooLong();
        says(1, text);
        timeline.advance(Duration.ofSeconds(29));
        int first = attempts;
        assertThat(first).isPositive();
        timeline.advance(Duration.ofSeconds(4));
        assertThat(attempts).isEqualTo(2 * first);

        says(2, text);
        timeline.advance(Duration.ofSeconds(1));
        assertThat(attempts).isEqualTo(3 * first);
        assertThat(records.status(NODE)).isEmpty();
    }

    @Test
    void what_is_over_while_it_is_told_is_taken_back() {
        says(1, "is well");
        timeline.advance(Duration.ofMillis(500));
        duringCommit = () -> {
            duringCommit = () -> {};
            says(1, "is well");
        };
        says(1, "is not well");
        timeline.advance(Duration.ofMillis(500));

        assertThat(attempts).isEqualTo(3);
        assertThat(isTold()).isTrue();
    }

    @Test
    void what_nobody_acts_upon_is_told_less_often() {
        shows(1, Phase.STARTING, 0);
        timeline.advance(Duration.ofMillis(50));
        assertThat(isTold()).isTrue();

        shows(1, Phase.STARTING, 4);
        timeline.advance(Duration.ofMillis(200));
        assertThat(isTold()).isFalse();
        timeline.advance(Duration.ofMillis(150));
        assertThat(isTold()).isTrue();
    }

    @Test
    void what_is_awaited_does_not_wait_for_what_is_told_less_often() {
        shows(1, Phase.PULLING, 0);
        timeline.advance(Duration.ofMillis(50));
        shows(2, Phase.PULLING, 0);
        timeline.advance(Duration.ofMillis(20));
        assertThat(isTold()).isFalse();

        shows(2, Phase.STARTING, 0);
        timeline.advance(Duration.ofMillis(100));
        assertThat(isTold()).isTrue();
        shows(2, Phase.READY, 0);
        timeline.advance(Duration.ofMillis(150));
        assertThat(isTold()).isTrue();
        shows(2, Phase.READY, 3);
        timeline.advance(Duration.ofMillis(150));
        assertThat(isTold()).isTrue();
    }

    @Test
    void a_status_that_fits_again_is_written_at_once() {
        says(1, tooLong());
        timeline.advance(Duration.ofSeconds(1));
        says(2, "is well");
        timeline.advance(Duration.ofSeconds(1));

        assertThat(records.status(NODE).orElseThrow().value()).isEqualTo(status);
    }

    @Test
    void its_record_is_read_once_and_again_when_another_wrote_it() {
        says(1, "is well");
        timeline.advance(Duration.ofSeconds(1));
        says(2, "is well");
        timeline.advance(Duration.ofSeconds(1));
        assertThat(reads).isEqualTo(1);

        store.commit(List.of(records.put(Paths.status(NODE), NodeStatus.none(NODE),
                records.status(NODE))));
        says(3, "is well");
        timeline.advance(Duration.ofSeconds(1));
        assertThat(isTold()).isTrue();
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void its_record_is_made_anew_when_another_removed_it() {
        says(1, "is well");
        timeline.advance(Duration.ofSeconds(1));
        store.commit(List.of(new StoreWrite.Delete(Paths.status(NODE),
                records.status(NODE).orElseThrow().version())));
        says(2, "is well");
        timeline.advance(Duration.ofSeconds(1));

        assertThat(isTold()).isTrue();
    }
}
