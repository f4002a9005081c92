package orchestrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import orchestrator.cli.command.Golden;
import orchestrator.reconciler.doctor.Diagnosis;
import orchestrator.reconciler.doctor.FindingCode;
import orchestrator.reconciler.doctor.Grade;
import orchestrator.reconciler.doctor.Group;
import orchestrator.reconciler.doctor.Result;
import org.junit.jupiter.api.Test;

class DoctorScreenTest {
    private static final Look LOOK = new Look(80, true, ZoneOffset.UTC);
    private static final Diagnosis FINE = diagnosis(
            new Result.Passed(Group.MACHINE, "Docker Engine 27.1.0 answers in 12ms"),
            new Result.Passed(Group.MACHINE, "live-restore is on"),
            new Result.Passed(Group.MACHINE, "60GB of 100GB are free for images and containers"),
            new Result.Passed(Group.ENSEMBLE, "3 of 3 servers serve"));
    private static final Diagnosis ILL = diagnosis(
            new Result.Passed(Group.MACHINE, "Docker Engine 20.10.24 answers in 12ms"),
            finding(FindingCode.LIVE_RESTORE_OFF, "live-restore of the Docker Engine is off",
                    "in /etc/docker/daemon.json: {\"live-restore\": true}",
                    "systemctl reload docker"),
            finding(FindingCode.CLOCK_UNSEEN,
                    "whether the clock is kept right cannot be seen: the kernel does not tell",
                    "timedatectl"),
            finding(FindingCode.SYNC_LIMIT_HIGH, "a server that is cut off may go on for 10s"
                    + " (5 ticks of 2s, says its word conf); a third of a session is 2s"
                    + " (zoo-1:2181, zoo-2:2181, zoo-3:2181)",
                    "in zoo.cfg of each server: tickTime=500, syncLimit=4, initLimit=10",
                    "then restart them one after another"));

    private static Diagnosis diagnosis(Result... results) {
        return new Diagnosis(Instant.parse("2026-11-22T14:00:00Z"),
                "zoo-1:2181,zoo-2:2181,zoo-3:2181", List.of(results), Duration.ofMillis(2345));
    }

    private static Result.Finding finding(FindingCode code, String text, String... fix) {
        return new Result.Finding(code, code.grade(), text, List.of(fix));
    }

    private static String screen(Diagnosis diagnosis, Look look) {
        return DoctorScreen.of(diagnosis, look).stream().map(line -> line.text() + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void shows_what_is_wrong_last() {
        Golden.check("doctor_finds", screen(ILL, LOOK));
    }

    @Test
    void is_short_where_all_is_well() {
        Golden.check("doctor_is_content", screen(FINE, LOOK));
    }

    @Test
    void does_without_signs_of_unicode() {
        String text = screen(ILL, new Look(80, false, ZoneOffset.UTC));

        assertThat(text).contains("  + ok ", "  x wrong", "  ! note", "  ? unseen");
        assertThat(text.chars().allMatch(c -> c < 128)).isTrue();
    }

    @Test
    void no_line_is_wider_than_the_screen() {
        for (int width : new int[]{40, 60, 80, 132}) {
            assertThat(DoctorScreen.of(ILL, new Look(width, true, ZoneOffset.UTC)))
                    .allMatch(line -> line.width() <= width);
        }
    }

    @Test
    void tells_programs_the_same() {
        assertThat(DoctorJson.of(ILL).toString()).startsWith("{\"schema\":\"orch.doctor/1\"")
                .contains("\"wrong\":1,\"notes\":1,\"unseen\":1,\"passed\":1,\"millis\":2345",
                        "\"state\":\"note\",\"code\":\"live-restore-off\"",
                        "\"why\":\"" + FindingCode.LIVE_RESTORE_OFF.why() + "\"");
    }

    @Test
    void a_milder_finding_does_not_make_it_fail() {
        assertThat(ILL.isFine()).isFalse();
        assertThat(FINE.isFine()).isTrue();
        assertThat(ILL.findings(Grade.UNSEEN)).hasSize(1);
    }
}
