package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.RolloutRecord.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One meaning of each exit code, in every command. Ctrl-C (130) is seen on a real terminal only. */
class ExitCodeTest {
    @TempDir
    private Path folder;
    private Orch orch;

    @BeforeEach
    void begin() {
        orch = new Orch(folder);
        orch.cluster.nodes.add(3, false);
        orch.write("shop.yml", Examples.lamp(2, "1.4.2"));
        orch.write("haproxy.cfg", Examples.HAPROXY);
    }

    private int run(String line) {
        return orch.run(line).exitCode();
    }

    private Outcome outcome(int revision) {
        return orch.cluster.rollouts.of(new ProjectName("shop")).result(revision).orElseThrow()
                .outcome();
    }

    @Test
    void zero_is_done() {
        assertThat(run("apply")).isZero();
        assertThat(run("status")).isZero();
        assertThat(run("plan --exit-code")).isZero();
    }

    @Test
    void one_is_that_the_cluster_could_not() {
        orch.cluster.nodes.unwell("lamp-1/apache-1", Phase.UNHEALTHY, new Reason(
                ReasonCode.CHECK_FAILED, "GET /health is 500, 6 times"), 0);
        assertThat(run("apply")).isEqualTo(1);
    }

    @Test
    void a_crash_loop_is_not_waited_for() {
        orch.cluster.nodes.unwell("lamp-1/apache-1", Phase.STARTING, new Reason(
                ReasonCode.CONTAINER_STARTING, "its container starts"), 4);
        assertThat(run("apply")).isEqualTo(1);
    }

    @Test
    void a_change_that_fits_nowhere_is_not_waited_for_without_end() {
        run("apply");
        orch.write("shop.yml", Examples.lamp(2, "1.6.0").replace("256MB", "900GB"));
        assertThat(run("apply")).isEqualTo(1);
        assertThat(outcome(2)).isEqualTo(Outcome.UNDER_WAY);
    }

    @Test
    void a_first_revision_that_fits_nowhere_is_not_waited_for_without_end() {
        orch.write("shop.yml", Examples.lamp(2, "1.4.2").replace("256MB", "900GB"));
        assertThat(run("apply")).isEqualTo(1);
        assertThat(outcome(1)).isEqualTo(Outcome.UNDER_WAY);
    }

    @Test
    void one_is_that_it_was_rolled_back_or_overtaken() {
        run("apply");
        orch.cluster.nodes.bad("shop-php:1.6.0", Phase.CRASHED, new Reason(
                ReasonCode.OUT_OF_MEMORY, "it asked for more than 256MB"), 1, "Killed");
        orch.write("shop.yml", Examples.lamp(2, "1.6.0"));
        assertThat(run("apply")).isEqualTo(1);
        assertThat(orch.cluster.current("shop").change()).isEqualTo("same as 1");
        assertThat(run("rollback 2")).isEqualTo(5);
        assertThat(run("rollback 2 --yes")).isEqualTo(1);
        orch.cluster.laterBy(1, Examples.byBob(Examples.lamp(3, "1.4.2"), "lamp 2 -> 3"));
        assertThat(run("restart")).isEqualTo(1);
        assertThat(run("wait")).isZero();
    }

    @Test
    void one_is_also_said_of_a_rollback_that_takes_too_long() {
        run("apply");
        orch.cluster.nodes.bad("shop-php:1.6.0", Phase.CRASHED, new Reason(
                ReasonCode.OUT_OF_MEMORY, "it asked for more than 256MB"), 1, "Killed");
        orch.write("shop.yml", Examples.lamp(2, "1.6.0"));
        orch.cluster.nodes.unwell("lamp-2/mysql-1", Phase.STARTING, new Reason(
                ReasonCode.CONTAINER_STARTING, "its container starts"), 0);
        assertThat(orch.run("apply --timeout 4s")).satisfies(ran -> {
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out()).contains("Rolling back for");
        });
    }

    @Test
    void what_is_done_with_revisions_has_the_same_meanings() {
        assertThat(run("history")).isEqualTo(2);
        run("apply");
        assertThat(run("history")).isZero();
        assertThat(run("history 7")).isEqualTo(2);
        assertThat(run("rollback")).isEqualTo(2);
        assertThat(run("rollback 1")).isZero();
        assertThat(run("restart lamp-9")).isEqualTo(2);
        assertThat(run("pause")).isZero();
        assertThat(run("resume")).isZero();
        assertThat(run("wait --timeout never")).isEqualTo(2);
        assertThat(run("node confirm-dead core-01 --yes")).isEqualTo(2);
        orch.cluster.nodes.silence("core-01", orch.cluster.instant());
        assertThat(run("node confirm-dead core-01")).isEqualTo(5);
        assertThat(run("node confirm-dead core-01 --yes")).isZero();
        orch.reachable = false;
        for (String line : List.of("history", "rollback", "restart", "pause", "resume", "wait",
                "node confirm-dead core-01")) {
            assertThat(run(line)).as(line).isEqualTo(3);
        }
    }

    @Test
    void two_is_a_wrong_file_or_flag() {
        assertThat(run("apply --no-such-flag")).isEqualTo(2);
        assertThat(run("plan -f nothing.yml")).isEqualTo(2);
        assertThat(run("nonsense")).isEqualTo(2);
        assertThat(run("")).isEqualTo(2);
    }

    @Test
    void a_file_without_its_flag_is_recognised() {
        assertThat(orch.run("apply shop.yml")).satisfies(ran -> {
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("did you mean -f shop.yml?");
        });
        assertThat(orch.run("status shop.yml").err()).doesNotContain("-f shop.yml");
    }

    private void wantsAToken() {
        orch.write("token.yml", "project: token\nsecrets: {key: given}\nservices:\n  web:\n"
                + "    image: web:1\n    env: {KEY: {secret: key}}\nrun: {web: 1}\n");
        run("apply -f token.yml --no-wait");
    }

    @Test
    void two_is_a_secret_that_is_no_text() {
        wantsAToken();
        byte[][] wrong = {{'a', (byte) 0xff}, {'a', 0, 'b'}, {(byte) 0xc3}};
        for (byte[] value : wrong) {
            Orch.Ran ran = orch.pipe(value).run("secret set key -p token");
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("nothing was sent");
        }
        assertThat(orch.pipe("").run("secret list -p token").out())
                .contains("nobody has given it");
        assertThat(orch.pipe("grüße\n").run("secret set key -p token").exitCode()).isZero();
    }

    @Test
    void two_is_a_secret_that_would_be_cut() {
        wantsAToken();
        assertThat(orch.pipe("x".repeat(65_536) + "\n").run("secret set key -p token").exitCode())
                .isZero();
        assertThat(orch.pipe("x".repeat(65_537)).run("secret set key -p token").exitCode())
                .isEqualTo(2);
    }

    @Test
    void three_is_no_cluster() {
        orch.reachable = false;
        assertThat(run("plan")).isEqualTo(3);
        assertThat(run("validate")).isZero();
    }

    @Test
    void three_is_a_state_of_which_a_part_cannot_be_read() {
        run("apply");
        orch.write("shop.yml", Examples.lamp(1, "1.4.2"));
        orch.cluster.complete = false;
        for (String line : List.of("plan", "apply", "apply --yes", "drain core-01 --yes")) {
            Orch.Ran ran = orch.run(line);
            assertThat(ran.exitCode()).as(line).isEqualTo(3);
            assertThat(ran.err()).as(line).contains("cannot be read").contains("nothing was sent");
        }
        assertThat(orch.cluster.revisions("shop")).isEqualTo(1);
        assertThat(run("status")).isZero();
    }

    @Test
    void four_is_that_time_is_up() {
        orch.cluster.nodes.unwell("lamp-1/apache-1", Phase.STARTING, new Reason(
                ReasonCode.CONTAINER_STARTING, "its container starts"), 0);
        assertThat(run("apply --timeout 3s")).isEqualTo(4);
        assertThat(run("wait --timeout 3s")).isEqualTo(4);
        assertThat(run("wait haproxy --timeout 3s")).isZero();
    }

    @Test
    void five_is_that_somebody_must_say_yes() {
        run("apply");
        orch.write("shop.yml", Examples.lamp(1, "1.4.2"));
        assertThat(run("apply")).isEqualTo(5);
        assertThat(run("delete shop")).isEqualTo(5);
        assertThat(run("apply --yes")).isZero();
    }

    @Test
    void six_is_that_changes_are_pending() {
        assertThat(run("plan --exit-code")).isEqualTo(6);
        assertThat(run("plan")).isZero();
    }

    @Test
    void apply_goes_on_when_the_store_comes_back() {
        orch.cluster.looksUntilSilent = 2;
        orch.cluster.silentLooks = 3;
        Orch.Ran ran = orch.run("apply");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).containsOnlyOnce("FROZEN");
    }
}
