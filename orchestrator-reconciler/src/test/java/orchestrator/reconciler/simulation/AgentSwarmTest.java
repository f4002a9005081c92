package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.core.state.PlacementKey;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One agent under a random mix of faults, drawn from the seed that is the name of the case. While
 * they last nothing is doubled; once they end all is as assigned, and stays so.
 */
class AgentSwarmTest {
    private static final int STEPS = 40;
    private static final Duration SESSION = Duration.ofSeconds(6);

    @TempDir
    private Path directory;
    private SimulatedNode node;
    private Random random;
    private final TreeMap<String, Integer> wanted = new TreeMap<>();
    private int placements;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void faults_double_nothing_and_once_they_end_all_is_as_assigned(long seed) {
        random = new Random(seed);
        node = new SimulatedNode(seed, directory);
        node.startAgent();
        for (int step = 0; step < STEPS; step++) {
            disturb();
            node.timeline.advance(Duration.ofMillis(random.nextInt(4000)));
            nothingIsDoubled();
        }
        heal();
        node.timeline.advance(Duration.ofMinutes(7));

        allIsAsAssigned();
        staysAsItIs();
    }

    private void disturb() {
        switch (random.nextInt(11)) {
            case 0, 1 -> place("web-" + (1 + random.nextInt(5)));
            case 2 -> remove();
            case 3, 4 -> withAnyContainer(id -> node.engine.hands().exit(id, random.nextInt(3)));
            case 5 -> withAnyContainer(id -> node.engine.hands().removeByHand(id));
            case 6 -> node.store.setUnavailable(random.nextBoolean());
            case 7 -> node.engine.hands().silence(random.nextInt(3) == 0);
            case 8 -> {
                InMemoryClusterStore old = node.store;
                node.killAgent();
                node.timeline.after(SESSION, old::expire);
                node.startAgent();
            }
            case 9 -> {
                node.store.expire();
                node.store.reconnect();
            }
            default -> node.store.setNextCommit(InMemoryClusterStore.NextCommit
                    .values()[random.nextInt(3)]);
        }
    }

    private void place(String address) {
        if (wanted.containsKey(address)) {
            node.bury(address, wanted.get(address));
        }
        placements++;
        wanted.put(address, placements);
        ContainerSpec spec = random.nextBoolean()
                ? Specs.checked("web:" + random.nextInt(3))
                : Specs.plain("web:1");
        node.assign(address, placements, spec);
        node.publish();
    }

    private void remove() {
        if (!wanted.isEmpty()) {
            node.bury(wanted.firstKey(), wanted.remove(wanted.firstKey()));
            node.publish();
        }
    }

    private void withAnyContainer(Consumer<String> what) {
        List<ObservedContainer> running = node.now().stream()
                .filter(each -> each.state() == State.RUNNING).toList();
        if (!running.isEmpty()) {
            what.accept(running.get(random.nextInt(running.size())).id());
        }
    }

    private void nothingIsDoubled() {
        Set<PlacementKey> seen = new TreeSet<>();
        List<String> runningTwice = new ArrayList<>();
        Set<String> instances = new TreeSet<>();
        for (ObservedContainer each : node.now()) {
            assertThat(seen.add(PlacementKey.of(each.identity()))).isTrue();
            String address = each.identity().instance().address();
            if (each.state() == State.RUNNING && !instances.add(address)) {
                runningTwice.add(address);
            }
        }
        assertThat(runningTwice).isEmpty();
    }

    private void heal() {
        node.engine.hands().silence(false);
        node.store.setUnavailable(false);
    }

    private void allIsAsAssigned() {
        assertThat(node.now()).hasSize(wanted.size()).allSatisfy(each -> {
            assertThat(each.state()).isEqualTo(State.RUNNING);
            assertThat(wanted.get(each.identity().instance().address()))
                    .isEqualTo(each.identity().incarnation().number());
        });
        assertThat(node.status().instances()).hasSize(wanted.size())
                .extracting(InstanceStatus::phase).allMatch(phase -> phase == Phase.READY);
    }

    private void staysAsItIs() {
        List<ObservedContainer> containers = node.now();
        int writes = node.ensemble.log().size();
        node.timeline.advance(Duration.ofMinutes(10));
        assertThat(node.now()).isEqualTo(containers);
        assertThat(node.ensemble.log()).hasSize(writes);
    }
}
