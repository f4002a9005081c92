package orchestrator.reconciler.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Revision;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryClusterStore.NextCommit;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.simulation.disk.SimulatedDisk;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcileLoopTest {
    private static final Duration SOME_TIME = Duration.ofSeconds(20);

    private final SimulatedTimeline timeline = new SimulatedTimeline(1);
    private final InMemoryEnsemble ensemble = new InMemoryEnsemble();
    private final InMemoryClusterStore person = connect();
    private final ClusterRecords records = new ClusterRecords(person);
    private final InMemoryClusterStore server = connect();

    ReconcileLoopTest() {
        new ClusterBootstrap(records, () -> Sample.CLUSTER).open();
    }

    @Test
    void what_is_declared_is_assigned_with_a_spec_and_told() {
        nodes(2);
        serve("server-1", server);
        timeline.advance(SOME_TIME);
        apply("web", web(3, ""));
        timeline.advance(SOME_TIME);

        assertThat(assigned()).containsExactlyInAnyOrder("web-1", "web-2", "web-3");
        assertThat(person.children(Paths.SPECS)).hasSize(1);
        assertThat(events()).contains("server-1 leads, epoch 1",
                "web revision 1 applied by alice: test",
                "web revision 1 runs as asked, 3 of 3 ready");
    }

    @Test
    void a_hold_is_reported_with_the_time_it_began_also_by_the_next_leader() {
        nodes(1);
        ReconcileLoop first = serve("server-1", server);
        apply("web", web(2, "place: {apart: node}"));
        timeline.advance(SOME_TIME);
        HeldInstance held = report().holds().getFirst();
        assertThat(held.instance().address()).isEqualTo("web-2");
        assertThat(held.reason().code()).isEqualTo(ReasonCode.NO_NODE_FITS);

        first.close();
        server.expire();
        serve("server-2", connect());
        timeline.advance(SOME_TIME);
        assertThat(report().leader()).isEqualTo("server-2");
        assertThat(report().holds()).containsExactly(held);
    }

    @ParameterizedTest
    @ValueSource(strings = {Paths.REPORT, Paths.EVENTS})
    void a_damaged_record_of_what_was_told_keeps_nobody_from_leading(String path) {
        nodes(2);
        person.commit(List.of(new StoreWrite.Create(path, new byte[]{1}, false)));
        serve("server-1", server);
        apply("web", web(3, ""));
        timeline.advance(SOME_TIME);

        assertThat(assigned()).containsExactlyInAnyOrder("web-1", "web-2", "web-3");
        assertThat(report().leader()).isEqualTo("server-1");
        assertThat(events()).contains("server-1 leads, epoch 1");
    }

    @Test
    void a_damaged_status_freezes_its_node_and_says_so_and_delays_nobody_else() {
        nodes(2);
        ReconcileLoop first = serve("server-1", server);
        apply("web", web(2, "place: {apart: node}"));
        timeline.advance(SOME_TIME);
        String status = Paths.status(new NodeName("core-01"));
        person.commit(List.of(new StoreWrite.Update(status, new byte[]{1},
                person.read(status).orElseThrow().version())));
        apply("web", web(0, ""));
        apply("other", web(3, "").replace("project: web", "project: other"));
        timeline.advance(SOME_TIME);
        first.close();
        server.expire();
        serve("server-2", connect());
        timeline.advance(SOME_TIME);

        assertThat(records.assignment(new NodeName("core-01")).orElseThrow().value().instances())
                .singleElement().matches(each -> each.id().project().value().equals("web"));
        assertThat(records.assignment(new NodeName("core-02")).orElseThrow().value().instances())
                .hasSize(3).allMatch(each -> each.id().project().value().equals("other"));
        assertThat(events()).contains("core-01 the record of its status cannot be read");
        assertThat(report().brake()).isEmpty();
        assertThat(report().holds()).singleElement().matches(
                held -> held.reason().code() == ReasonCode.STORE_IN_DOUBT);
    }

    @Test
    void a_revision_nobody_can_read_changes_nothing_of_its_project_and_holds_no_other() {
        nodes(2);
        serve("server-1", server);
        apply("web", web(2, ""));
        timeline.advance(SOME_TIME);
        apply("web", "project: web\nthis: is not a declaration\n");
        apply("other", web(1, "").replace("project: web", "project: other"));
        timeline.advance(SOME_TIME);

        assertThat(assigned()).containsExactlyInAnyOrder("web-1", "web-2", "web-1");
        assertThat(events()).anyMatch(text -> text.startsWith("web its current revision cannot"));
    }

    @ParameterizedTest
    @EnumSource(NextCommit.class)
    void whatever_becomes_of_a_commit_each_instance_is_placed_once(NextCommit fate) {
        nodes(2);
        serve("server-1", server);
        timeline.advance(SOME_TIME);
        apply("web", web(3, ""));
        server.setNextCommit(fate);
        timeline.advance(SOME_TIME);
        server.landInFlight();
        timeline.advance(SOME_TIME);

        assertThat(assigned()).containsExactlyInAnyOrder("web-1", "web-2", "web-3");
    }

    @Test
    void an_assignment_that_changed_behind_its_back_is_read_again() {
        nodes(1);
        serve("server-1", server);
        apply("web", web(1, ""));
        timeline.advance(SOME_TIME);
        server.setDropHints(true);
        String path = Paths.assignment(new NodeName("core-01"));
        int version = person.read(path).orElseThrow().version();
        person.commit(List.of(new StoreWrite.Update(path,
                person.read(path).orElseThrow().data(), version)));
        apply("web", web(2, ""));
        timeline.advance(SOME_TIME);

        assertThat(assigned()).containsExactlyInAnyOrder("web-1", "web-2");
    }

    @Test
    void a_lost_hint_is_found_at_the_next_audit_whatever_wakes_the_server_before() {
        nodes(1);
        serve("server-1", server);
        server.goBy(new InMemoryClusterStore.Way() {
            @Override
            public boolean isLost(String hint) {
                return hint.startsWith(Paths.PROJECTS);
            }
        });
        timeline.advance(SOME_TIME);

        for (int i = 1; i <= 9; i++) {
            apply("web", web(i, ""));
            timeline.advance(Duration.ofMillis(500 * i));
            String other = Paths.INTENTS + "/other-" + i;
            person.commit(List.of(new StoreWrite.Create(other, new byte[0], false)));
            timeline.advance(Duration.ofMillis(5_500 - 500 * i));
            assertThat(assigned()).hasSize(i);
            timeline.advance(SOME_TIME);
        }
    }

    @Test
    void specs_that_nothing_refers_to_are_removed_in_time() {
        nodes(1);
        serve("server-1", server);
        person.commit(List.of(new StoreWrite.Create(Paths.SPECS + "/unused", new byte[0], false)));
        apply("web", web(1, ""));
        timeline.advance(Duration.ofMinutes(15));

        assertThat(person.children(Paths.SPECS)).hasSize(1).doesNotContain("unused");
    }

    @Test
    void no_spec_is_removed_while_a_kept_revision_cannot_be_read() {
        nodes(1);
        serve("server-1", server);
        person.commit(List.of(new StoreWrite.Create(Paths.SPECS + "/unused", new byte[0], false)));
        apply("web", web(1, ""));
        apply("web", web(2, ""));
        person.commit(List.of(new StoreWrite.Update(Paths.revision(new ProjectName("web"), 1),
                new byte[]{1}, 0)));
        timeline.advance(Duration.ofMinutes(15));
        apply("web", web(3, ""));
        timeline.advance(SOME_TIME);

        assertThat(person.children(Paths.SPECS)).contains("unused");
        assertThat(assigned()).hasSize(3);
    }

    @Test
    void a_standby_writes_nothing() {
        nodes(1);
        serve("server-1", server);
        timeline.advance(SOME_TIME);
        serve("server-2", connect());
        apply("web", web(1, ""));
        timeline.advance(SOME_TIME);

        assertThat(events()).noneMatch(text -> text.startsWith("server-2"));
        assertThat(report().leader()).isEqualTo("server-1");
    }

    @Test
    void nodes_that_go_one_shortly_after_the_other_are_missed_since_the_same_moment() {
        List<InMemoryClusterStore> agents = nodes(12);
        serve("server-1", server);
        timeline.advance(SOME_TIME);
        for (InMemoryClusterStore agent : agents.subList(0, 3)) {
            agent.expire();
            timeline.advance(Duration.ofMillis(20));
        }
        timeline.advance(Duration.ofSeconds(3));

        assertThat(report().silentNodes()).hasSize(3);
        assertThat(report().silentNodes().values()).containsOnly(
                report().silentNodes().firstEntry().getValue());
    }

    @Test
    void a_long_look_puts_off_no_move_that_is_due_after_it() {
        List<InMemoryClusterStore> agents = nodes(2);
        serve("server-1", server);
        apply("web", web(2, "lost-after: 4s"));
        timeline.advance(SOME_TIME);
        server.onCommit(writes -> {
            if (writes.stream().anyMatch(each -> each.path().equals(Paths.REPORT))) {
                timeline.pause(Duration.ofSeconds(2));
            }
            return NextCommit.ANSWERED;
        });
        agents.getFirst().expire();
        timeline.advance(Duration.ofMillis(4500));

        assertThat(records.assignment(new NodeName("core-02")).orElseThrow().value().instances())
                .hasSize(2);
    }

    private InMemoryClusterStore connect() {
        return new InMemoryClusterStore(ensemble, timeline::run);
    }

    private ReconcileLoop serve(String name, InMemoryClusterStore store) {
        ClusterRecords its = new ClusterRecords(store);
        Leadership leadership = new Leadership(timeline, store,
                new ClusterGuard(its, Sample.CLUSTER, new ServerMemory(SimulatedDisk.healthy())),
                new Candidate(name, "boot-" + name));
        ReconcileLoop loop = new ReconcileLoop(timeline, its, Sample.CLUSTER, leadership);
        loop.start();
        return loop;
    }

    private List<InMemoryClusterStore> nodes(int count) {
        List<InMemoryClusterStore> agents = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            agents.add(connect());
            new PretendedAgent(timeline, agents.getLast(), "core-0" + i).start();
        }
        return agents;
    }

    private static String web(int count, String more) {
        return """
                project: web
                services:
                  web:
                    image: web:1
                    %s
                run:
                  web: %d
                """.formatted(more, count);
    }

    private void apply(String project, String text) {
        ProjectName name = new ProjectName(project);
        Optional<Integer> current = records.project(name).map(
                found -> found.value().currentRevision());
        int number = current.orElse(0) + 1;
        List<StoreWrite> writes = new ArrayList<>();
        writes.add(records.put(Paths.project(name), new ProjectRecord(name, number),
                records.project(name)));
        if (current.isEmpty()) {
            writes.add(new StoreWrite.Create(Paths.revisions(name), new byte[0], false));
        }
        writes.add(records.put(Paths.revision(name, number), new Revision(name, number, "alice",
                timeline.now(), "laptop", "test", project + ".yml", text, new TreeMap<>(), false),
                Optional.empty()));
        person.commit(writes);
    }

    private List<String> assigned() {
        return records.nodes().stream()
                .flatMap(node -> records.assignment(node).stream())
                .flatMap(found -> found.value().instances().stream())
                .map(each -> each.id().address())
                .toList();
    }

    private LeaderReport report() {
        return records.report().orElseThrow().value();
    }

    private List<String> events() {
        return records.events().value().stream()
                .map(event -> event.subject() + " " + event.reason().text())
                .toList();
    }
}
