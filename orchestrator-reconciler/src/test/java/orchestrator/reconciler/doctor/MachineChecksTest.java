package orchestrator.reconciler.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.reconciler.doctor.MachineFacts.Clock;
import orchestrator.reconciler.doctor.MachineFacts.ControlGroups;
import orchestrator.reconciler.doctor.MachineFacts.Disk;
import orchestrator.reconciler.doctor.MachineFacts.Listener;
import orchestrator.reconciler.doctor.MachineFacts.Memory;
import orchestrator.reconciler.doctor.MachineFacts.Ports;
import orchestrator.reconciler.doctor.MachineFacts.Range;
import orchestrator.reconciler.doctor.MachineFacts.Rights;
import orchestrator.reconciler.runtime.EngineDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MachineChecksTest {
    private static final MachineFacts FINE = Healthy.machine();
    private static final long MIB = 1L << 20;

    @Test
    void finds_nothing_where_all_is_well() {
        List<Result> results = MachineChecks.of(FINE);

        assertThat(Healthy.findings(results)).isEmpty();
        assertThat(results).extracting(Result::text).contains(
                "Docker Engine 27.1.0 answers in 12ms", "live-restore is on", "Java 25.0.1",
                "60GB of 100GB are free for images and containers (/var/lib/docker)",
                "the ports 20000-31999 are free or our own", "the clock is synchronised",
                "exclusive: lease can run here (control groups of version 2)");
    }

    static Stream<Arguments> oneThingEach() {
        return Stream.of(ofTheEngine(), ofTheMachine(), ofPortsAndLeases())
                .flatMap(each -> each);
    }

    private static Stream<Arguments> ofTheEngine() {
        return Stream.of(
                of(FindingCode.ENGINE_ABSENT, engine(new EngineState.Absent(Healthy.HOST, false)),
                        "there is no Docker Engine"),
                of(FindingCode.ENGINE_ABSENT, engine(new EngineState.Absent(Healthy.HOST, true)),
                        "is installed, but nothing answers"),
                of(FindingCode.ENGINE_DENIED, engine(new EngineState.Denied(Healthy.HOST)),
                        "you may not use"),
                of(FindingCode.ENGINE_SILENT,
                        engine(new EngineState.Silent(Healthy.HOST, Duration.ofSeconds(5))),
                        "did not answer within 5s"),
                of(FindingCode.ENGINE_SLOW, engine(new EngineState.Answering(Healthy.HOST,
                        Healthy.engine(), Duration.ofSeconds(7))), "answers in 7s"),
                of(FindingCode.ENGINE_BROKEN,
                        engine(new EngineState.Broken(Healthy.HOST, "HTTP/1.0 500")), "500"),
                of(FindingCode.ENGINE_OLD, details("1.24", Optional.of(true)), "1.24, not 1.41"),
                of(FindingCode.ENGINE_OLD, details("", Optional.of(true)), "not said"),
                of(FindingCode.ENGINE_UNSEEN, details("1.46", Optional.empty()), "live-restore"),
                of(FindingCode.LIVE_RESTORE_OFF, details("1.46", Optional.of(false)), "off"));
    }

    private static Stream<Arguments> ofTheMachine() {
        return Stream.of(
                of(FindingCode.DISK_FULL, disk(Seen.of(Healthy.disk(100 * MIB))), "only 100MB"),
                of(FindingCode.DISK_NEARLY_FULL, disk(Seen.of(Healthy.disk(4 * Healthy.GIB))),
                        "4GB of 100GB"),
                of(FindingCode.DISK_NOT_WRITABLE,
                        disk(Seen.of(new Disk("what orch remembers", "/x", 90L << 30, 100L << 30,
                                false))),
                        "/x cannot be written"),
                of(FindingCode.DISK_UNSEEN, disk(Seen.not("/x does not answer")), "/x does not"),
                of(FindingCode.MEMORY_LOW, memory(Seen.of(new Memory(90 * MIB, 2L << 30))),
                        "only 90MB of 2GB"),
                of(FindingCode.MEMORY_UNSEEN, memory(Seen.not("no file")), "no file"),
                of(FindingCode.FILE_LIMIT_LOW, files(Seen.of(1024L)), "1024 files"),
                of(FindingCode.FILE_LIMIT_UNSEEN, files(Seen.not("no file")), "no file"),
                of(FindingCode.CLOCK_NOT_SYNCHRONISED,
                        clock(new Clock(Seen.of(false), Duration.ZERO)), "nothing keeps"),
                of(FindingCode.CLOCK_JUMPED,
                        clock(new Clock(Seen.of(true), Duration.ofSeconds(-3600))), "by 1h"),
                of(FindingCode.CLOCK_UNSEEN, clock(new Clock(Seen.not("no Linux"), Duration.ZERO)),
                        "no Linux"),
                of(FindingCode.JAVA_OLD, java("21.0.2"), "Java 21.0.2, not 25"));
    }

    private static Stream<Arguments> ofPortsAndLeases() {
        return Stream.of(
                of(FindingCode.PORTS_TAKEN, ports(new Ports(FINE.ports().wanted(),
                        Seen.of(List.of(new Listener(20_080, "nginx 4711"),
                                new Listener(20_081, ""))),
                        FINE.ports().temporary())), "20080 (nginx 4711), 20081"),
                of(FindingCode.PORTS_UNSEEN, ports(new Ports(FINE.ports().wanted(),
                        Seen.not("no file"), FINE.ports().temporary())), "no file"),
                of(FindingCode.PORTS_UNSEEN, ports(new Ports(FINE.ports().wanted(),
                        FINE.ports().taken(), Seen.not("no file"))), "no file"),
                of(FindingCode.PORTS_TEMPORARY, ports(new Ports(FINE.ports().wanted(),
                        FINE.ports().taken(), Seen.of(new Range(30_000, 60_999)))),
                        "30000-60999"),
                of(FindingCode.LEASES_NOT_HERE, rights(new Rights(false, false)), "not root"),
                of(FindingCode.LEASES_NOT_HERE, groups(Seen.of(new ControlGroups(2, true, false))),
                        "cannot be written"),
                of(FindingCode.LEASES_NOT_HERE, groups(Seen.of(new ControlGroups(1, false, true))),
                        "do not limit"),
                of(FindingCode.LEASES_UNSEEN, groups(Seen.not("none are mounted")), "none are"));
    }

    @ParameterizedTest
    @MethodSource("oneThingEach")
    void finds_one_thing(FindingCode code, MachineFacts facts, String words) {
        Result.Finding finding = Healthy.only(MachineChecks.of(facts));

        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.grade()).isEqualTo(code.grade());
        assertThat(finding.text()).contains(words);
        assertThat(finding.fix()).isNotEmpty();
    }

    @Test
    void an_engine_is_only_good_to_know_where_none_is_needed() {
        MachineFacts laptop = engine(new EngineState.Absent(Healthy.HOST, false), false);

        assertThat(Healthy.only(MachineChecks.of(laptop)).grade()).isEqualTo(Grade.NOTE);
        assertThat(Healthy.findings(MachineChecks.of(engine(Healthy.answering(
                new EngineDetails("20.10", "1.40", Optional.of(false), "", "", "")), false))))
                .isEmpty();
    }

    private static Arguments of(FindingCode code, MachineFacts facts, String words) {
        return Arguments.of(code, facts, words);
    }

    private static MachineFacts details(String api, Optional<Boolean> liveRestore) {
        return engine(Healthy.answering(new EngineDetails("20.10", api, liveRestore,
                "/var/lib/docker", "1", "cgroupfs")));
    }

    private static MachineFacts engine(EngineState engine) {
        return engine(engine, true);
    }

    private static MachineFacts engine(EngineState engine, boolean node) {
        return new MachineFacts(node, engine, FINE.disks(), FINE.memory(), FINE.fileLimit(),
                FINE.rights(), FINE.groups(), FINE.clock(), FINE.ports(), FINE.java());
    }

    private static MachineFacts disk(Seen<Disk> disk) {
        return new MachineFacts(true, FINE.engine(), List.of(disk), FINE.memory(),
                FINE.fileLimit(), FINE.rights(), FINE.groups(), FINE.clock(), FINE.ports(),
                FINE.java());
    }

    private static MachineFacts memory(Seen<Memory> memory) {
        return new MachineFacts(true, FINE.engine(), FINE.disks(), memory, FINE.fileLimit(),
                FINE.rights(), FINE.groups(), FINE.clock(), FINE.ports(), FINE.java());
    }

    private static MachineFacts files(Seen<Long> limit) {
        return new MachineFacts(true, FINE.engine(), FINE.disks(), FINE.memory(), limit,
                FINE.rights(), FINE.groups(), FINE.clock(), FINE.ports(), FINE.java());
    }

    private static MachineFacts clock(Clock clock) {
        return new MachineFacts(true, FINE.engine(), FINE.disks(), FINE.memory(),
                FINE.fileLimit(), FINE.rights(), FINE.groups(), clock, FINE.ports(), FINE.java());
    }

    private static MachineFacts ports(Ports ports) {
        return new MachineFacts(true, FINE.engine(), FINE.disks(), FINE.memory(),
                FINE.fileLimit(), FINE.rights(), FINE.groups(), FINE.clock(), ports, FINE.java());
    }

    private static MachineFacts rights(Rights rights) {
        return new MachineFacts(true, FINE.engine(), FINE.disks(), FINE.memory(),
                FINE.fileLimit(), Seen.of(rights), FINE.groups(), FINE.clock(), FINE.ports(),
                FINE.java());
    }

    private static MachineFacts groups(Seen<ControlGroups> groups) {
        return new MachineFacts(true, FINE.engine(), FINE.disks(), FINE.memory(),
                FINE.fileLimit(), FINE.rights(), groups, FINE.clock(), FINE.ports(), FINE.java());
    }

    private static MachineFacts java(String version) {
        return new MachineFacts(true, FINE.engine(), FINE.disks(), FINE.memory(),
                FINE.fileLimit(), FINE.rights(), FINE.groups(), FINE.clock(), FINE.ports(),
                version);
    }
}
