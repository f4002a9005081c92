package orchestrator.reconciler.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Event;
import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.client.ClusterView.CurrentProject;
import orchestrator.reconciler.doctor.ClusterFacts.Key;
import orchestrator.reconciler.doctor.ClusterFacts.State;
import orchestrator.reconciler.doctor.EnsembleFacts.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    private static final ClusterId ID = new ClusterId("5f0c2a9e");
    private static final InstanceId MYSQL = InstanceId.parse(new ProjectName("shop"),
            "lamp-3/mysql-1");

    @Test
    void finds_nothing_where_all_is_well() {
        List<Result> results = ClusterChecks.of(facts(view(node("core-01"), node("core-02"))));

        assertThat(Healthy.findings(results)).isEmpty();
        assertThat(results).extracting(Result::text).contains("server-1 leads",
                "2 of 2 nodes are there", "no node tells of trouble", "nothing waits for long",
                "all still fits when any one node is lost", "all are of version 1.0.0",
                "the cluster key is there and nobody else's");
    }

    static Stream<Arguments> oneThingEach() {
        return Stream.of(ofTheCluster(), ofNodes(), ofTheRest()).flatMap(each -> each);
    }

    private static Stream<Arguments> ofTheCluster() {
        return Stream.of(
                of(FindingCode.CLUSTER_MISSING, state(new State.Missing()), "holds no cluster"),
                of(FindingCode.CLUSTER_REFUSED, state(new State.Refused("format 2 is too new")),
                        "format 2"),
                of(FindingCode.CLUSTER_UNSEEN, state(new State.Unread("no answer")), "no answer"),
                of(FindingCode.NO_LEADER, facts(view(true, false, report(Optional.empty()))),
                        "no server leads"),
                of(FindingCode.LEADER_UNSTEADY, changed(3), "changed 3 times"),
                of(FindingCode.RECORDS_UNREADABLE,
                        facts(view(false, true, report(Optional.empty()))), "some records"),
                of(FindingCode.RECORDS_UNREADABLE, unreadable(), "shop (revision 7)"),
                of(FindingCode.BRAKE_ON, facts(view(true, true, report(Optional.of(
                        new Reason(ReasonCode.MANY_NODES_LOST, "4 of 9 nodes vanished"))))),
                        "4 of 9 nodes vanished"),
                of(FindingCode.HELD_LONG, held(Duration.ofMinutes(11)),
                        "lamp-3/mysql-1 waits for 11m: its data is on core-03"));
    }

    private static Stream<Arguments> ofNodes() {
        NodeObservation fine = node("core-01");
        return Stream.of(
                of(FindingCode.NO_NODES, facts(view()), "no node has joined"),
                of(FindingCode.NODES_SILENT, facts(view(fine, silent("core-02"))),
                        "core-02 silent for 6m"),
                of(FindingCode.NODES_IN_TROUBLE, facts(view(fine, trouble(
                        ReasonCode.ENGINE_SILENT, "the engine does not answer"))),
                        "core-02: the engine does not answer"),
                of(FindingCode.NODES_FROZEN, facts(view(fine, trouble(ReasonCode.FROZEN,
                        "the assignment is older than what was seen"))), "older than"),
                of(FindingCode.RECORDS_UNREADABLE, facts(view(fine, trouble(
                        ReasonCode.STORE_IN_DOUBT, "its status cannot be read"))),
                        "its status cannot be read"),
                of(FindingCode.DRAINED_LONG, facts(view(fine, drained("core-02"))),
                        "core-02 takes no work for 3d (alice: kernel update)"),
                of(FindingCode.LEASES_NOT_HELD, facts(view(fine, without())),
                        "lamp-3/mysql-1: the fencer does not run"),
                of(FindingCode.VERSIONS_DIFFER, facts(view(fine, version("0.9.0"))),
                        "0.9.0 (core-02); 1.0.0 (this orch, core-01)"));
    }

    private static Stream<Arguments> ofTheRest() {
        return Stream.of(
                of(FindingCode.KEY_WRONG, key(Optional.of(new Key("/k", "others can read /k"))),
                        "others can read"),
                of(FindingCode.KEY_NOT_NAMED, key(Optional.empty()), "no cluster key"),
                of(FindingCode.CLOCKS_APART, clocks(Seen.of(List.of(
                        new Clock("this machine", Duration.ofSeconds(-90)),
                        new Clock("node core-01", Duration.ofMillis(1500))))),
                        "the clock of this machine is 1m30s behind"),
                of(FindingCode.CLOCKS_UNSEEN, clocks(Seen.not("no record was taken")),
                        "no record was taken"),
                of(FindingCode.ONE_MACHINE, new ClusterFacts(true, "1.0.0",
                        new State.Read(view(node("node-1")), List.of()),
                        Optional.of(new Key("/k", "")), Seen.not("not asked"), Optional.empty()),
                        "one process on this machine"));
    }

    @ParameterizedTest
    @MethodSource("oneThingEach")
    void finds_one_thing(FindingCode code, ClusterFacts facts, String words) {
        Result.Finding finding = Healthy.only(ClusterChecks.of(facts));

        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.grade()).isEqualTo(code.grade());
        assertThat(finding.text()).contains(words);
        assertThat(finding.fix()).isNotEmpty();
    }

    @Test
    void a_leader_that_is_missing_because_the_store_is_doubted_is_not_got_by_starting_servers() {
        NodeObservation frozen = trouble(ReasonCode.FROZEN,
                "the store is older than what was seen");
        ClusterView view = view(true, false, report(Optional.empty()), node("core-01"), frozen);

        assertThat(Healthy.findings(ClusterChecks.of(facts(view))))
                .filteredOn(finding -> finding.code() == FindingCode.NO_LEADER)
                .singleElement().satisfies(finding -> assertThat(finding.fix().getFirst())
                        .contains("newest data").doesNotContain("orch server"));
    }

    @Test
    void what_was_not_looked_at_is_said() {
        EnsembleFacts dead = new EnsembleFacts("zoo-1:2181", false, List.of(), List.of(),
                Seen.not("no server serves"));
        Target target = new Target.At("zoo-1:2181", false);

        assertThat(Healthy.findings(Doctor.judge(new Facts(target, Healthy.machine(),
                Optional.of(dead), Optional.empty())))).anyMatch(
                        finding -> finding.code() == FindingCode.CLUSTER_UNSEEN
                                && finding.text().contains("no server serves"));
        assertThat(Healthy.findings(Doctor.judge(new Facts(target, Healthy.machine(),
                Optional.empty(), Optional.empty())))).extracting(Result.Finding::code)
                .containsExactly(FindingCode.ENSEMBLE_UNSEEN, FindingCode.CLUSTER_UNSEEN);
    }

    @Test
    void an_orch_up_that_was_refused_is_not_to_be_tried_again_as_it_is() {
        Result.Finding finding = Healthy.only(Doctor.judge(new Facts(
                new Target.Down("it does not run", Optional.of("the store holds no cluster")),
                Healthy.machine(), Optional.empty(), Optional.empty())));

        assertThat(finding.text()).contains("was refused: the store holds no cluster");
        assertThat(finding.fix().getFirst()).contains("docs/reliability.md");
    }

    @Test
    void a_silence_that_somebody_expects_is_only_good_to_know() {
        NodeObservation expected = silent("core-02").withIntent(
                new NodeIntent("alice", "", NOW.minusSeconds(600)));

        Result.Finding finding = Healthy.only(ClusterChecks.of(facts(view(node("core-01"),
                expected))));

        assertThat(finding.code()).isEqualTo(FindingCode.NODES_SILENT);
        assertThat(finding.grade()).isEqualTo(Grade.NOTE);
    }

    @Test
    void the_leader_may_be_of_another_version() {
        LeaderReport newer = new LeaderReport("server-1", 4, NOW, List.of(), new TreeMap<>(),
                Optional.empty(), Optional.of("1.1.0"));

        assertThat(Healthy.only(ClusterChecks.of(facts(view(true, true, newer)))).text())
                .contains("1.0.0 (this orch, core-01); 1.1.0 (leader server-1)");
    }

    @Test
    void what_waits_for_a_moment_is_no_finding() {
        assertThat(Healthy.findings(ClusterChecks.of(held(Duration.ofMinutes(9))))).isEmpty();
        assertThat(Healthy.findings(ClusterChecks.of(changed(2)))).isEmpty();
    }

    private static Arguments of(FindingCode code, ClusterFacts facts, String words) {
        return Arguments.of(code, facts, words);
    }

    private static ClusterFacts facts(ClusterView view) {
        return state(new State.Read(view, List.of()));
    }

    private static ClusterFacts state(State state) {
        return new ClusterFacts(false, "1.0.0", state, Optional.of(new Key("/k", "")),
                Seen.of(List.of()), Optional.of(Healthy.timing(500, 4)));
    }

    private static ClusterFacts key(Optional<Key> key) {
        return new ClusterFacts(false, "1.0.0", new State.Read(view(node("core-01")), List.of()),
                key, Seen.of(List.of()), Optional.empty());
    }

    private static ClusterFacts clocks(Seen<List<Clock>> clocks) {
        return new ClusterFacts(false, "1.0.0", new State.Read(view(node("core-01")), List.of()),
                Optional.of(new Key("/k", "")), clocks, Optional.empty());
    }

    private static ClusterFacts changed(int times) {
        List<Event> events = Stream.iterate(1, i -> i + 1).limit(times)
                .map(i -> new Event(NOW.minusSeconds(60L * i), Optional.empty(), "server-" + i,
                        new Reason(ReasonCode.LEADER_CHANGED, "server-" + i + " leads")))
                .toList();
        return state(new State.Read(view(node("core-01")), events));
    }

    private static ClusterFacts held(Duration time) {
        HeldInstance held = new HeldInstance(MYSQL, new Reason(ReasonCode.WAITS_FOR_DATA,
                "its data is on core-03"), NOW.minus(time));
        return facts(view(true, true, new LeaderReport("server-1", 4, NOW, List.of(held),
                new TreeMap<>(), Optional.empty())));
    }

    private static ClusterFacts unreadable() {
        ProjectName shop = new ProjectName("shop");
        CurrentProject project = new CurrentProject(new ProjectRecord(shop, 7, Optional.empty()),
                new Revision(shop, 7, "alice", NOW, "laptop", "", "shop.yml", "?",
                        new TreeMap<>(), false, new TreeMap<>()));
        ClusterView view = view(node("core-01"));
        return facts(new ClusterView(ID, NOW, view.desired(), view.observed(), List.of(project),
                view.report(), true));
    }

    private static LeaderReport report(Optional<Reason> brake) {
        return new LeaderReport("server-1", 4, NOW, List.of(), new TreeMap<>(), brake);
    }

    private static ClusterView view(NodeObservation... nodes) {
        return view(true, true, report(Optional.empty()), nodes);
    }

    private static ClusterView view(boolean complete, boolean leading, LeaderReport report) {
        return view(complete, leading, report, node("core-01"));
    }

    private static ClusterView view(boolean complete, boolean leading, LeaderReport report,
            NodeObservation... nodes) {
        return new ClusterView(ID, NOW, new DesiredState(List.of()), new ObservedState(ID, 4, 0,
                NOW, complete, List.of(nodes), List.of()), List.of(), Optional.of(report),
                leading);
    }

    private static NodeObservation node(String name) {
        return node(name, "1.0.0", Optional.empty(), NodeStatus.none(new NodeName(name)));
    }

    private static NodeObservation node(String name, String version, Optional<Instant> silent,
            NodeStatus status) {
        NodeName node = new NodeName(name);
        return new NodeObservation(new NodeRecord(node, new Resources(4000, 8L << 30),
                new TreeMap<>(), "10.0.0.1", "10.0.0.1", "10.0.0.1:20000", 20_001, 31_999, "boot",
                version, false), silent, Optional.empty(), NodeAssignment.none(ID),
                NodeObservation.NO_RECORD, status);
    }

    private static NodeObservation silent(String name) {
        return node(name, "1.0.0", Optional.of(NOW.minusSeconds(360)),
                NodeStatus.none(new NodeName(name)));
    }

    private static NodeObservation version(String version) {
        return node("core-02", version, Optional.empty(),
                NodeStatus.none(new NodeName("core-02")));
    }

    private static NodeObservation trouble(ReasonCode code, String text) {
        return node("core-02", "1.0.0", Optional.empty(), new NodeStatus(new NodeName("core-02"),
                1, List.of(), List.of(), Optional.of(new Reason(code, text))));
    }

    private static NodeObservation without() {
        InstanceStatus row = new InstanceStatus(MYSQL, new Incarnation(4, 1), Phase.WAITING,
                new Reason(ReasonCode.LEASE_NOT_HELD, "the fencer does not run"), NOW, 0, 0,
                List.of(), false);
        return node("core-02", "1.0.0", Optional.empty(), new NodeStatus(new NodeName("core-02"),
                1, List.of(row), List.of(), Optional.empty()));
    }

    private static NodeObservation drained(String name) {
        return node(name).withIntent(new NodeIntent("alice", "kernel update",
                NOW.minus(Duration.ofDays(3))));
    }
}
