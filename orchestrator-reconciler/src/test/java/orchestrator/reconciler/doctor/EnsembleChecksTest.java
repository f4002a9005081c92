package orchestrator.reconciler.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.reconciler.doctor.EnsembleFacts.Contact;
import orchestrator.reconciler.doctor.EnsembleFacts.Latency;
import orchestrator.reconciler.doctor.EnsembleFacts.Server;
import orchestrator.reconciler.doctor.EnsembleFacts.Timing;
import orchestrator.reconciler.doctor.EnsembleFacts.Visit;
import orchestrator.reconciler.doctor.MachineFacts.Disk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnsembleChecksTest {
    private static final Visit VISIT = Healthy.visit();
    private static final Seen<Timing> HIDDEN = Seen.not("it answers neither");

    @Test
    void finds_nothing_where_all_is_well() {
        List<Result> results = EnsembleChecks.of(Healthy.ensemble());

        assertThat(Healthy.findings(results)).isEmpty();
        assertThat(results).extracting(Result::text).contains("3 of 3 servers serve",
                "ZooKeeper 3.9.5", "reads take 1ms, at worst 3ms", "writes take 3ms, at worst 9ms",
                "a server that is cut off gives up after 2s (4 ticks of 500ms, says its word "
                        + "conf)",
                "not everybody may write to it");
    }

    static Stream<Arguments> oneThingEach() {
        return Stream.of(ofServers(), ofMembers(), ofTimes(), ofAccess()).flatMap(each -> each);
    }

    private static Stream<Arguments> ofServers() {
        return Stream.of(
                of(FindingCode.SERVER_DOWN, third(down(Contact.REFUSED)), "nobody listens"),
                of(FindingCode.SERVER_DOWN, third(down(Contact.SILENT)), "does not answer"),
                of(FindingCode.SERVER_DOWN, third(down(Contact.UNRESOLVED)), "no machine"),
                of(FindingCode.SERVER_DOWN, third(down(Contact.ALONE)), "not part of"),
                of(FindingCode.NO_MAJORITY, nobody(Contact.ALONE), "no majority: zoo-3:2181 runs"),
                of(FindingCode.ENSEMBLE_SILENT, nobody(Contact.SILENT), "does not answer"),
                of(FindingCode.ENSEMBLE_SILENT, nobody(Contact.REFUSED), "nobody listens"),
                of(FindingCode.ADDRESS_WRONG, nobody(Contact.UNRESOLVED), "no machine"),
                of(FindingCode.ADDRESS_WRONG, nobody(Contact.FOREIGN), "no ZooKeeper"),
                of(FindingCode.ENSEMBLE_SILENT, withoutSession(), "give no session: none came"));
    }

    private static Stream<Arguments> ofMembers() {
        return Stream.of(
                of(FindingCode.ENSEMBLE_SMALL, members("zoo-1:2181"), "a single server"),
                of(FindingCode.ENSEMBLE_EVEN, members("a:1", "b:1", "c:1", "d:1"), "4 servers"),
                of(FindingCode.MEMBERS_DIFFER, members("a:1", "b:1", "c:1", "d:1", "e:1"),
                        "you name 3 servers, the ensemble has 5"),
                of(FindingCode.MEMBERS_UNSEEN, visited(new Visit(VISIT.asked(), VISIT.granted(),
                        VISIT.reads(), VISIT.writes(), VISIT.open(), Seen.not("no right"),
                        VISIT.clocks())), "no right"),
                of(FindingCode.VERSION_OLD, third(version(Seen.of("3.8.4"))), "zoo-3:2181 (3.8.4)"),
                of(FindingCode.VERSION_UNSEEN, third(version(Seen.not("no word"))), "zoo-3:2181"));
    }

    private static Stream<Arguments> ofTimes() {
        return Stream.of(
                of(FindingCode.SYNC_LIMIT_HIGH, third(timing(Seen.of(Healthy.timing(2000, 5)))),
                        "10s (5 ticks of 2s"),
                of(FindingCode.SYNC_LIMIT_HIGH, third(timing(measured(3000))), "3s or more"),
                of(FindingCode.SYNC_LIMIT_UNSEEN, third(timing(measured(2000))),
                        "its tick is 2s, so it may be 1 at most"),
                of(FindingCode.SYNC_LIMIT_UNSEEN, third(timing(HIDDEN)),
                        "syncLimit of zoo-3:2181 cannot be seen"),
                of(FindingCode.SESSION_STRETCHED, visited(new Visit(VISIT.asked(),
                        Duration.ofSeconds(10), VISIT.reads(), VISIT.writes(), VISIT.open(),
                        VISIT.members(), VISIT.clocks())), "sessions last 10s, though 6s"),
                of(FindingCode.ENSEMBLE_SLOW, writes(Seen.of(Healthy.latency(80))),
                        "writes take 80ms"),
                of(FindingCode.ENSEMBLE_SLOW, writes(Seen.of(new Latency(Duration.ofMillis(3),
                        Duration.ofMillis(1400)))), "at worst 1.4s"),
                of(FindingCode.LATENCY_UNSEEN, writes(Seen.not("no record was taken")),
                        "how long writes take cannot be seen: no record"));
    }

    private static Stream<Arguments> ofAccess() {
        return Stream.of(
                of(FindingCode.ENSEMBLE_OPEN, open(Seen.of(true)), "anybody who reaches"),
                of(FindingCode.ACCESS_UNSEEN, open(Seen.not("no right")), "no right"),
                of(FindingCode.ADMIN_OPEN, third(open(true, List.of())), "port 8080 of zoo-3"),
                of(FindingCode.WORDS_OPEN, third(open(false, List.of("dump", "cons"))),
                        "zoo-3:2181 answers cons, dump"),
                of(FindingCode.STORE_DISK_FULL, disk(100L << 20), "only 100MB"),
                of(FindingCode.STORE_DISK_NEARLY_FULL, disk(2L << 30), "2GB of 10GB"),
                of(FindingCode.STORE_DISK_UNSEEN, new EnsembleFacts("zoo-1:2181", false,
                        Healthy.ensemble().servers(), List.of(Seen.not("it does not answer")),
                        Healthy.ensemble().session()), "cannot be seen: it does not answer"));
    }

    @ParameterizedTest
    @MethodSource("oneThingEach")
    void finds_one_thing(FindingCode code, EnsembleFacts facts, String words) {
        Result.Finding finding = Healthy.only(EnsembleChecks.of(facts));

        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.text()).contains(words);
        assertThat(finding.fix()).isNotEmpty();
    }

    @Test
    void one_server_of_orch_up_has_no_majority_to_lose() {
        EnsembleFacts embedded = new EnsembleFacts("127.0.0.1:4711", true,
                List.of(new Server("127.0.0.1:4711", true, Contact.SERVING, Seen.of("3.9.5"),
                        Seen.of("standalone"), measured(500), false, List.of())),
                List.of(), Seen.of(new Visit(VISIT.asked(), VISIT.granted(), VISIT.reads(),
                        VISIT.writes(), Seen.of(true), Seen.of(List.of()), VISIT.clocks())));

        List<Result> results = EnsembleChecks.of(embedded);

        assertThat(Healthy.findings(results)).isEmpty();
        assertThat(results).extracting(Result::text).contains("only this machine reaches it",
                "a single server has nobody to lag behind");
    }

    @Test
    void tells_servers_with_the_same_trouble_as_one() {
        EnsembleFacts facts = new EnsembleFacts("a:1,b:2", false, List.of(
                Server.without("a:1", false, Contact.SILENT),
                Server.without("b:2", false, Contact.SILENT)), List.of(), Seen.not("nobody"));

        assertThat(Healthy.only(EnsembleChecks.of(facts)).text())
                .isEqualTo("a:1, b:2 do not answer");
    }

    @Test
    void compares_versions_by_their_numbers() {
        assertThat(Stream.of("3.9.4", "3.8.10", "2.10.10").allMatch(ServerChecks::isOlder))
                .isTrue();
        assertThat(Stream.of("3.9.5", "3.9.10", "3.10.0", "4.0.0").anyMatch(ServerChecks::isOlder))
                .isFalse();
    }

    @Test
    void reads_connect_strings() {
        assertThat(
                EnsembleSurvey.Address.parse("zoo-1,10.0.0.2:2182,[::1]:2183/part").orElseThrow())
                .extracting(EnsembleSurvey.Address::toString)
                .containsExactly("zoo-1:2181", "10.0.0.2:2182", "[::1]:2183");
        assertThat(Stream.of("", "a b", "zoo-1:x", "zoo-1:70000", "a,,b", "/part")
                .allMatch(text -> EnsembleSurvey.Address.parse(text).isEmpty())).isTrue();
    }

    private static Arguments of(FindingCode code, EnsembleFacts facts, String words) {
        return Arguments.of(code, facts, words);
    }

    private static Server down(Contact contact) {
        return Server.without("zoo-3:2181", false, contact);
    }

    private static EnsembleFacts third(Server server) {
        return Healthy.ensemble(VISIT, Healthy.server(1), Healthy.server(2), server);
    }

    private static EnsembleFacts nobody(Contact contact) {
        Server server = down(contact);
        return new EnsembleFacts(server.address(), false, List.of(server), List.of(),
                Seen.not("no server serves"));
    }

    private static EnsembleFacts withoutSession() {
        EnsembleFacts fine = Healthy.ensemble();
        return new EnsembleFacts(fine.connectString(), false, fine.servers(), List.of(),
                Seen.not("none came"));
    }

    private static EnsembleFacts visited(Visit visit) {
        return Healthy.ensemble(visit, Healthy.server(1), Healthy.server(2), Healthy.server(3));
    }

    private static EnsembleFacts members(String... members) {
        Visit visit = new Visit(VISIT.asked(), VISIT.granted(), VISIT.reads(), VISIT.writes(),
                VISIT.open(), Seen.of(List.of(members)), VISIT.clocks());
        int named = members.length == 5 ? 3 : members.length;
        return Healthy.ensemble(visit, Stream.of(1, 2, 3, 4).limit(named).map(Healthy::server)
                .toArray(Server[]::new));
    }

    private static Server version(Seen<String> version) {
        Server fine = Healthy.server(3);
        return new Server(fine.address(), false, fine.contact(), version, fine.mode(),
                fine.timing(), false, List.of());
    }

    private static Server timing(Seen<Timing> timing) {
        return Healthy.server(3, Contact.SERVING, timing);
    }

    private static Seen<Timing> measured(int tickMillis) {
        return Seen.of(new Timing(Duration.ofMillis(tickMillis), Optional.empty(),
                "the timeouts it grants"));
    }

    private static Server open(boolean admin, List<String> words) {
        Server fine = Healthy.server(3);
        return new Server(fine.address(), false, fine.contact(), fine.version(), fine.mode(),
                fine.timing(), admin, words);
    }

    private static EnsembleFacts writes(Seen<Latency> writes) {
        return visited(new Visit(VISIT.asked(), VISIT.granted(), VISIT.reads(), writes,
                VISIT.open(), VISIT.members(), VISIT.clocks()));
    }

    private static EnsembleFacts open(Seen<Boolean> open) {
        return visited(new Visit(VISIT.asked(), VISIT.granted(), VISIT.reads(), VISIT.writes(),
                open, VISIT.members(), VISIT.clocks()));
    }

    private static EnsembleFacts disk(long free) {
        EnsembleFacts fine = Healthy.ensemble();
        return new EnsembleFacts(fine.connectString(), false, fine.servers(),
                List.of(Seen.of(new Disk("ZooKeeper at zoo-1:2181", "/var/lib/zookeeper", free,
                        10L << 30, true))),
                fine.session());
    }
}
