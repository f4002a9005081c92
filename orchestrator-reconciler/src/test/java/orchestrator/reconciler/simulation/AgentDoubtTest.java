package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.reconciler.runtime.MachineMarks;
import orchestrator.reconciler.simulated.SimulatedContainerRuntime;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose store, engine, predecessor or disk is not what it should be. */
class AgentDoubtTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private Path directory;
    private SimulatedNode node;

    @BeforeEach
    void runTwoWebs() {
        node = new SimulatedNode(1, directory);
        node.startAgent();
        node.assign("web-1", 1, Specs.checked("web:1"));
        node.assign("web-2", 2, Specs.plain("web:1"));
        node.publish();
        node.untilIs("web-1", Phase.READY);
        node.untilIs("web-2", Phase.READY);
        node.timeline.advance(Duration.ofSeconds(3));
    }

    private void staysAsItIs(Duration time) {
        List<ObservedContainer> before = node.containers();
        node.timeline.advance(time);
        assertThat(node.containers()).isEqualTo(before).hasSize(2);
    }

    private void isFrozen(String text) {
        node.timeline.runUntil(() -> node.status().trouble().filter(
                why -> why.code() == ReasonCode.FROZEN && why.text().contains(text)).isPresent(),
                Duration.ofSeconds(15));
    }

    @Test
    void without_a_store_containers_run_on_and_crashed_ones_come_back() {
        node.store.suspend();
        node.store.setUnavailable(true);
        String crashed = node.container("web-1").id();
        node.engine.hands().exit(crashed, 1);
        node.timeline.advance(Duration.ofSeconds(5));

        assertThat(node.container("web-1").state()).isEqualTo(State.RUNNING);
        assertThat(node.container("web-1").id()).isNotEqualTo(crashed);
        staysAsItIs(LONG);
        node.store.setUnavailable(false);
        node.store.reconnect();
        node.timeline.runUntil(() -> node.row("web-1").orElseThrow().restarts() == 1,
                Duration.ofSeconds(30));
        staysAsItIs(LONG);
    }

    @Test
    void an_agent_that_starts_while_the_store_is_away_works_from_its_disk() {
        node.killAgent();
        node.engine.hands().exit(node.container("web-2").id(), 137);
        node.startAgent();
        node.store.suspend();
        node.store.setUnavailable(true);

        node.timeline.advance(Duration.ofSeconds(5));

        assertThat(node.containers()).hasSize(2).allMatch(each -> each.state() == State.RUNNING);
        staysAsItIs(LONG);
    }

    @Test
    void an_agent_that_starts_anew_restarts_nothing_and_keeps_ready_what_was() {
        List<ObservedContainer> before = node.containers();
        node.store.expire();
        node.killAgent();
        long sequence = node.leader.status(SimulatedNode.NAME).orElseThrow().sequence();
        node.startAgent();

        node.timeline.runUntil(() -> node.leader.isPresent(SimulatedNode.NAME),
                Duration.ofSeconds(5));
        for (int i = 0; i < 100; i++) {
            node.timeline.advance(Duration.ofMillis(100));
            assertThat(node.is("web-1", Phase.READY)).isTrue();
            assertThat(node.is("web-2", Phase.READY)).isTrue();
        }
        assertThat(node.containers()).isEqualTo(before);
        assertThat(node.leader.status(SimulatedNode.NAME).orElseThrow().sequence())
                .isGreaterThanOrEqualTo(sequence);
    }

    @Test
    void an_agent_that_was_killed_has_its_node_back_when_its_old_session_ends() {
        InMemoryClusterStore old = node.store;
        node.killAgent();
        node.startAgent();
        ObservedContainer before = node.container("web-1");
        node.engine.hands().exit(node.container("web-2").id(), 1);
        node.timeline.advance(Duration.ofSeconds(6));
        assertThat(node.container("web-1")).isEqualTo(before);
        assertThat(bootToken()).isEqualTo("boot-0");

        old.expire();
        node.timeline.runUntil(() -> bootToken().equals("boot-1"), Duration.ofSeconds(2));
        node.timeline.runUntil(() -> running() == 2, Duration.ofSeconds(5));
        assertThat(node.container("web-1")).isEqualTo(before);
        node.bury("web-2", 2);
        node.publish();
        node.timeline.runUntil(() -> node.containers().size() == 1, Duration.ofSeconds(10));
    }

    private String bootToken() {
        return node.leader.node(SimulatedNode.NAME).orElseThrow().value().bootToken();
    }

    @Test
    void an_agent_without_its_memory_first_finds_what_runs(@TempDir Path empty) {
        node.store.expire();
        node.killAgent();
        node.bury("web-2", 2);
        node.publish();
        int created = node.calls.getOrDefault("create", 0);
        SimulatedProcess process = node.timeline.process("forgetful");
        InMemoryClusterStore session = new InMemoryClusterStore(node.ensemble, process::run);
        node.agent(process, session, empty, "forgetful").start();

        while (node.status().generation() < 2) {
            node.timeline.advance(Duration.ofMillis(10));
        }
        assertThat(node.row("web-2")).isPresent();
        assertThat(node.is("web-1", Phase.READY)).isTrue();
        node.timeline.runUntil(() -> node.containers().size() == 1, Duration.ofSeconds(10));
        assertThat(node.calls.getOrDefault("create", 0)).isEqualTo(created);
    }

    @Test
    void a_second_agent_of_the_name_waits_and_does_nothing(@TempDir Path other) {
        SimulatedProcess second = node.timeline.process("second");
        InMemoryClusterStore session = new InMemoryClusterStore(node.ensemble, second::run);
        node.agent(second, session, other, "stranger").start();

        staysAsItIs(LONG);
        assertThat(node.leader.node(SimulatedNode.NAME).orElseThrow().value().bootToken())
                .isEqualTo("boot-0");
    }

    private void copyState(Path state) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.copy(file, state.resolve(file.getFileName()));
            }
        }
    }

    private SimulatedProcess startClone(Path state) throws IOException {
        copyState(state);
        SimulatedProcess clone = node.timeline.process("clone");
        InMemoryClusterStore session = new InMemoryClusterStore(node.ensemble, clone::run);
        node.agent(clone, session, state, "clone").start();
        return clone;
    }

    @Test
    void a_clone_with_the_state_of_an_agent_waits_while_that_one_lives(@TempDir Path copy)
            throws IOException {
        startClone(copy);
        staysAsItIs(LONG);
        assertThat(bootToken()).isEqualTo("boot-0");

        node.bury("web-2", 2);
        node.publish();
        node.timeline.runUntil(() -> node.status().generation() == 2, Duration.ofSeconds(10));
        node.timeline.runUntil(() -> node.containers().size() == 1, Duration.ofSeconds(10));
        assertThat(bootToken()).isEqualTo("boot-0");
    }

    @Test
    void one_that_waits_for_its_node_leaves_the_engine_in_peace(@TempDir Path copy)
            throws IOException {
        node.timeline.advance(SimulatedNode.SOON);
        int before = node.calls.getOrDefault("hasImage", 0);
        SimulatedProcess clone = startClone(copy);

        node.timeline.advance(LONG);
        assertThat(node.calls.get("hasImage") - before).isLessThan(5);
        clone.kill();
    }

    /** It remembers that all of it ran, and finds nothing of it. */
    @Test
    void a_clone_with_an_engine_of_its_own_begins_nothing_even_when_the_store_goes_away(
            @TempDir Path copy) throws IOException {
        copyState(copy);
        SimulatedProcess clone = node.timeline.process("clone");
        SimulatedContainerRuntime engine = new SimulatedContainerRuntime(node.timeline,
                node.timeline::pause, 4, 8_000_000_000L);
        InMemoryClusterStore session = new InMemoryClusterStore(node.ensemble, clone::run);
        node.agent(clone, session, copy, "clone", engine).start();

        staysAsItIs(LONG);
        assertThat(engine.hands().containers(node.cluster, SimulatedNode.NAME)).isEmpty();

        session.suspend();
        session.setUnavailable(true);
        staysAsItIs(LONG);
        assertThat(engine.hands().containers(node.cluster, SimulatedNode.NAME)).isEmpty();
    }

    private static MachineMarks marks(String card) {
        return MachineMarks.parse("card " + card + "\nmachine 4711\n").orElseThrow();
    }

    /** Its machine was booted while the store is away, and nothing of it runs. */
    private void bootsWithoutTheStore(MachineMarks machine) {
        node.store.expire();
        node.killAgent();
        node.machine = marks("02:00");
        node.startAgent();
        node.timeline.advance(LONG);
        node.store.expire();
        node.killAgent();
        node.engine.hands().losePower();
        node.machine = machine;
        node.startAgent();
        node.store.suspend();
        node.store.setUnavailable(true);
        node.timeline.advance(LONG);
    }

    @Test
    void a_machine_that_is_booted_while_the_store_is_away_brings_back_what_it_ran() {
        bootsWithoutTheStore(marks("02:00"));

        assertThat(running()).isEqualTo(2);
    }

    @Test
    void a_clone_that_is_booted_while_the_store_is_away_begins_nothing_before_it_has_asked() {
        bootsWithoutTheStore(marks("02:01"));
        assertThat(running()).isZero();

        node.store.setUnavailable(false);
        node.store.reconnect();
        node.timeline.advance(LONG);
        assertThat(running()).isEqualTo(2);
    }

    @Test
    void an_agent_that_waits_for_its_old_session_looks_after_its_node_when_the_store_goes_away() {
        node.killAgent();
        node.startAgent();
        node.timeline.advance(Duration.ofSeconds(3));
        node.engine.hands().exit(node.container("web-2").id(), 1);
        node.store.suspend();
        node.store.setUnavailable(true);

        node.timeline.advance(Duration.ofSeconds(5));

        assertThat(running()).isEqualTo(2);
    }

    @Test
    void an_agent_that_was_away_while_a_clone_took_its_node_stops_acting(@TempDir Path copy)
            throws IOException {
        SimulatedProcess clone = startClone(copy);
        node.store.expireUnnoticed();
        node.timeline.runUntil(() -> bootToken().equals("clone"), Duration.ofSeconds(5));
        node.store.reconnect();
        node.timeline.advance(Duration.ofSeconds(5));
        assertThat(bootToken()).isEqualTo("clone");

        clone.kill();
        node.engine.hands().exit(node.container("web-1").id(), 1);
        node.timeline.advance(LONG);

        assertThat(node.container("web-1").state()).isEqualTo(State.EXITED);
    }

    @Test
    void after_a_lost_session_it_says_again_that_it_is_there() {
        node.store.expire();
        assertThat(node.leader.isPresent(SimulatedNode.NAME)).isFalse();
        node.store.reconnect();

        node.timeline.runUntil(() -> node.leader.isPresent(SimulatedNode.NAME),
                Duration.ofSeconds(5));
        staysAsItIs(LONG);
    }

    @Test
    void an_emptied_store_stops_nothing() {
        node.ensemble.restore(new TreeMap<>());
        staysAsItIs(LONG);
    }

    @Test
    void a_lost_assignment_stops_nothing_and_is_said() {
        node.delete(Paths.assignment(SimulatedNode.NAME));
        isFrozen("lost the assignment");
        staysAsItIs(LONG);
    }

    @Test
    void a_store_of_another_cluster_stops_nothing_and_is_not_written_to() {
        node.becomeCluster("99999999-0000-4000-8000-000000000009");
        int writes = node.ensemble.log().size();
        node.bury("web-1", 1);
        node.publish();

        staysAsItIs(LONG);
        assertThat(node.ensemble.log()).hasSize(writes + 1);
    }

    @Test
    void a_store_put_back_to_an_older_state_stops_nothing() {
        Map<String, StoredRecord> backup = node.ensemble.backup();
        node.assign("web-3", 3, Specs.plain("web:1"));
        node.publish();
        node.untilIs("web-3", Phase.READY);
        List<ObservedContainer> before = node.containers();

        node.ensemble.restore(backup);
        isFrozen("older than what this node has seen");

        node.timeline.advance(LONG);
        assertThat(node.containers()).isEqualTo(before).hasSize(3);
    }

    @Test
    void an_assignment_that_cannot_be_understood_stops_nothing_and_is_said() {
        String path = Paths.assignment(SimulatedNode.NAME);
        StoredRecord record = node.leader.store().read(path).orElseThrow();
        node.leader.store().commit(List.of(new StoreWrite.Update(path, new byte[]{1, 2, 3},
                record.version())));

        isFrozen("cannot be understood");
        staysAsItIs(LONG);
    }

    @Test
    void an_empty_assignment_without_tombstones_stops_nothing() {
        node.put(Paths.assignment(SimulatedNode.NAME),
                new NodeAssignment(node.cluster, 1, 9, List.of(), List.of()),
                node.leader.assignment(SimulatedNode.NAME));

        node.timeline.runUntil(() -> node.status().generation() == 9, Duration.ofSeconds(10));
        staysAsItIs(LONG);
        assertThat(node.row("web-1").orElseThrow().reason().text())
                .contains("without being assigned");
    }

    @Test
    void a_torn_watermark_is_doubt_until_something_newer_is_assigned() throws IOException {
        node.store.expire();
        node.killAgent();
        Files.write(directory.resolve("watermark"), new byte[]{7});
        node.bury("web-2", 2);
        node.publish();
        node.startAgent();

        isFrozen("damaged");
        staysAsItIs(Duration.ofMinutes(1));

        node.publish();
        node.timeline.runUntil(() -> node.containers().size() == 1, Duration.ofSeconds(20));
    }

    @Test
    void a_torn_watermark_is_made_up_for_by_a_store_that_had_a_leader_for_long()
            throws IOException {
        endAgent();
        Files.write(directory.resolve("watermark"), new byte[]{7});
        node.bury("web-2", 2);
        node.publish();
        node.leader.store().commit(
                List.of(new StoreWrite.Create(Paths.LEADER, new byte[0], false)));
        node.startAgent();

        isFrozen("damaged");
        staysAsItIs(Duration.ofSeconds(20));
        node.timeline.runUntil(() -> node.now().size() == 1, Duration.ofSeconds(20));
    }

    private void endAgent() {
        node.store.expire();
        node.killAgent();
    }

    private long running() {
        return node.now().stream().filter(each -> each.state() == State.RUNNING).count();
    }

    private void damage(String prefix) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, prefix + "*")) {
            for (Path file : files) {
                Files.write(file, new byte[]{7});
            }
        }
    }

    @Test
    void torn_specs_and_notes_are_read_from_the_store_again() throws IOException {
        endAgent();
        damage("spec-");
        damage("placements");
        String untouched = node.container("web-1").id();
        node.engine.hands().exit(node.container("web-2").id(), 1);
        node.startAgent();

        node.timeline.runUntil(() -> running() == 2, LONG);
        node.untilIs("web-2", Phase.READY);
        assertThat(node.status().trouble()).isEmpty();
        assertThat(node.container("web-1").id()).isEqualTo(untouched);

        node.bury("web-2", 2);
        node.publish();
        node.timeline.runUntil(() -> node.containers().size() == 1, Duration.ofSeconds(20));
    }

    @Test
    void a_torn_assignment_is_taken_from_a_store_that_is_not_older() throws IOException {
        endAgent();
        damage("assignment");
        node.engine.hands().exit(node.container("web-2").id(), 1);
        node.startAgent();

        node.timeline.runUntil(() -> running() == 2, LONG);
        node.untilIs("web-2", Phase.READY);
        assertThat(node.status().trouble()).isEmpty();
    }

    @Test
    void a_torn_assignment_is_not_taken_from_an_older_store() throws IOException {
        Map<String, StoredRecord> backup = node.ensemble.backup();
        node.assign("web-3", 3, Specs.plain("web:1"));
        node.publish();
        node.untilIs("web-3", Phase.READY);
        endAgent();
        damage("assignment");
        node.ensemble.restore(backup);
        node.delete(Paths.presence(SimulatedNode.NAME));
        List<ObservedContainer> before = node.containers();
        node.startAgent();

        isFrozen("older than what this node has seen");
        node.timeline.advance(LONG);
        assertThat(node.containers()).isEqualTo(before).hasSize(3);
    }

    @Test
    void a_disk_that_cannot_be_written_brings_nothing_new_and_is_said() throws IOException {
        node.store.expire();
        node.killAgent();
        Path file = Files.createFile(directory.resolve("not-a-directory"));
        SimulatedProcess process = node.timeline.process("agent on a bad disk");
        node.store = new InMemoryClusterStore(node.ensemble, process::run);
        node.agent(process, node.store, file, "boot-x").start();
        node.assign("web-3", 3, Specs.plain("web:1"));
        node.publish();
        isFrozen("what this node remembered cannot be read (");
        node.publish();
        isFrozen("cannot be written");
        staysAsItIs(Duration.ofMinutes(1));
    }

    @Test
    void a_commit_whose_answer_is_lost_does_no_harm() {
        for (InMemoryClusterStore.NextCommit fate : InMemoryClusterStore.NextCommit.values()) {
            node.store.setNextCommit(fate);
            node.engine.hands().failChecks(SimulatedNode.instance("web-1"), true);
            node.timeline.runUntil(() -> node.is("web-1", Phase.UNHEALTHY),
                    Duration.ofSeconds(25));
            node.engine.hands().failChecks(SimulatedNode.instance("web-1"), false);
            node.untilIs("web-1", Phase.READY);
        }
        node.store.landInFlight();
        node.timeline.advance(Duration.ofSeconds(5));
        assertThat(node.is("web-1", Phase.READY)).isTrue();
        assertThat(node.containers()).hasSize(2);
    }
}
