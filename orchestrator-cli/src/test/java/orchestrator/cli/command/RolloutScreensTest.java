package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The life of revisions as a person sees it: failed, rolled back, paused, asked for anew. */
class RolloutScreensTest {
    private static final Reason NO_DRIVER = new Reason(ReasonCode.CHECK_FAILED,
            "never passed its check in 60s: GET /health is 500");
    private static final String OUTPUT = "PHP Fatal error: could not find driver in "
            + "/var/www/html/db.php:12";

    @TempDir
    private Path folder;
    private Orch orch;
    private String name;

    @BeforeEach
    void begin(TestInfo test) {
        orch = new Orch(folder);
        orch.cluster.nodes.add(3, false);
        orch.cluster.nodes.bad("shop-php:1.6.0", Phase.CRASHED, NO_DRIVER, 1, "starting", OUTPUT);
        name = test.getTestMethod().orElseThrow().getName();
        lamp(3, "1.4.2");
        orch.run("apply -q");
        orch.forget();
    }

    @AfterEach
    void compare() {
        Golden.check(name, orch.transcript());
    }

    private void lamp(int copies, String tag) {
        orch.write("shop.yml", Examples.lamp(copies, tag));
        orch.write("haproxy.cfg", Examples.HAPROXY);
    }

    @Test
    void a_bad_image_is_rolled_back_by_itself() {
        lamp(3, "1.6.0");
        assertThat(orch.run("apply").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(orch.cluster.current("shop").who()).isEqualTo("(auto)");
        orch.run("status");
        orch.run("history");
        orch.run("history 2");
        assertThat(orch.run("wait").exitCode()).isZero();
    }

    @Test
    void a_bad_image_stops_where_it_is_told_to() {
        orch.write("shop.yml", Examples.lamp(3, "1.6.0").replace("stable-for: 15s",
                "stable-for: 15s, on-failure: stop"));
        assertThat(orch.run("apply").exitCode()).isEqualTo(ExitCode.FAILED);
        orch.run("status");
        orch.run("restart lamp/apache");
        orch.run("pause");
        orch.run("resume");
        assertThat(orch.run("wait").exitCode()).isEqualTo(ExitCode.FAILED);
        orch.run("history 2");
        orch.cluster.nodes.good("shop-php:1.6.0");
        assertThat(orch.run("apply").exitCode()).isZero();
        assertThat(orch.cluster.revisions("shop")).isEqualTo(3);
    }

    @Test
    void asks_before_going_back_to_what_failed() {
        lamp(3, "1.6.0");
        orch.run("apply --yes -q");
        orch.forget();
        assertThat(orch.run("rollback 2").exitCode()).isEqualTo(ExitCode.NEEDS_YES);
        assertThat(orch.person("n\n").run("rollback 2").exitCode())
                .isEqualTo(ExitCode.NEEDS_YES);
        assertThat(orch.pipe("").run("rollback 2 --yes --no-wait").exitCode()).isZero();
    }

    @Test
    void undoes_what_has_only_begun_without_asking() {
        orch.write("shop.yml", Examples.lamp(3, "1.6.0").replace("stable-for: 15s",
                "stable-for: 15s, on-failure: stop"));
        orch.run("apply --yes -q");
        orch.forget();
        assertThat(orch.run("rollback").exitCode()).isZero();
    }

    @Test
    void says_that_a_pause_ends() {
        lamp(3, "1.5.0");
        orch.run("apply --no-wait -q");
        orch.run("pause -q");
        lamp(3, "1.5.1");
        orch.forget();
        assertThat(orch.run("apply --no-wait").exitCode()).isZero();
    }

    @Test
    void goes_back_to_what_was_good() {
        lamp(4, "1.5.0");
        orch.run("apply");
        assertThat(orch.run("rollback").exitCode()).isEqualTo(ExitCode.NEEDS_YES);
        assertThat(orch.run("rollback --yes").exitCode()).isZero();
        orch.run("rollback 1");
        orch.run("rollback 3");
        orch.run("rollback 12");
        orch.run("rollback two");
        assertThat(orch.run("rollback 2 --no-wait").exitCode()).isZero();
        orch.run("history");
    }

    @Test
    void brings_back_what_was_deleted() {
        orch.run("delete shop --yes -q");
        orch.run("history");
        orch.run("rollback 2");
        assertThat(orch.run("rollback").exitCode()).isZero();
        orch.run("rollback 2");
        orch.run("rollback");
    }

    @Test
    void restarts_one_after_the_other() {
        assertThat(orch.run("restart lamp/apache").exitCode()).isZero();
        assertThat(orch.cluster.current("shop").restarts()).containsEntry("lamp/apache", 2);
        orch.run("restart lamp/apach");
        assertThat(orch.run("restart --no-wait").exitCode()).isZero();
        assertThat(orch.cluster.current("shop").restarts()).hasSize(3)
                .containsEntry("haproxy", 3).containsEntry("lamp", 3);
        orch.run("history");
    }

    @Test
    void holds_a_rollout_back_and_lets_it_go_on() {
        orch.run("pause");
        orch.run("resume");
        lamp(3, "1.5.0");
        orch.run("apply --no-wait");
        orch.run("pause");
        orch.cluster.settle();
        orch.run("status");
        orch.run("history");
        orch.run("pause");
        orch.run("restart");
        assertThat(orch.run("wait --timeout 3s").exitCode()).isEqualTo(ExitCode.TIMEOUT);
        orch.run("resume");
        assertThat(orch.run("wait").exitCode()).isZero();
    }

    @Test
    void tells_what_is_held_back_from_what_is_under_way() {
        orch.run("restart lamp/apache --no-wait -q");
        orch.forget();
        assertThat(orch.run("pause").out()).contains("Held back: lamp-2/apache-1");
        assertThat(orch.run("resume").out()).contains("3 instances left to do, 1 of them");
    }

    @Test
    void waits_for_all_or_for_a_part() {
        assertThat(orch.run("wait").exitCode()).isZero();
        orch.cluster.nodes.unwell("lamp-2/apache-1", Phase.STARTING, new Reason(
                ReasonCode.CHECK_PENDING, "GET /health is 503, try 2 of 6"), 0);
        orch.cluster.settle();
        assertThat(orch.run("wait lamp-1").exitCode()).isZero();
        assertThat(orch.run("wait lamp-2 --timeout 3s").exitCode()).isEqualTo(ExitCode.TIMEOUT);
        orch.cluster.nodes.unwell("lamp-2/apache-1", Phase.UNHEALTHY, new Reason(
                ReasonCode.CHECK_FAILED, "GET /health is 500, 6 times"), 0);
        assertThat(orch.run("wait").exitCode()).isEqualTo(ExitCode.FAILED);
        orch.run("wait lamp-7");
    }

    @Test
    void a_person_vouches_that_a_node_is_dead() {
        orch.run("node");
        orch.run("node confirm-ded core-03");
        orch.run("node confirm-dead");
        orch.run("node confirm-dead core-03");
        orch.cluster.nodes.silence("core-03", orch.cluster.instant());
        orch.cluster.settle();
        orch.cluster.pass(Duration.ofMinutes(4));
        assertThat(orch.run("node confirm-dead core-03").exitCode())
                .isEqualTo(ExitCode.NEEDS_YES);
        orch.person("n\n").run("node confirm-dead core-03");
        assertThat(orch.person("y\n").run("node confirm-dead core-03 --reason \"its disk burnt\"")
                .exitCode()).isZero();
        orch.pipe("").run("node confirm-dead core-03");
        orch.run("nodes");
        orch.run("why core-03");
        orch.run("status");
    }

    @Test
    void what_is_exclusive_starts_elsewhere_on_the_word_of_a_person() {
        orch.write("cron.yml", Examples.cron());
        orch.run("apply -q -f cron.yml");
        String node = orch.cluster.nodes.of("cron-1");
        orch.cluster.nodes.silence(node, orch.cluster.instant());
        orch.cluster.pass(Duration.ofMinutes(4));
        orch.cluster.settle();
        orch.run("status -p night");
        assertThat(orch.person("y\n").run("node confirm-dead " + node).exitCode()).isZero();
        assertThat(orch.pipe("").run("wait cron").exitCode()).isZero();
        orch.run("status -p night");
        orch.cluster.nodes.back(node);
        orch.cluster.settle();
        orch.run("nodes");
        orch.run("why " + node);
        orch.run("undrain " + node);
    }

    @Test
    void says_what_the_death_of_a_node_means() {
        orch.write("night.yml", Examples.cron().replace("run:", """
                  queue: {image: queue:1, exclusive: lease}
                  mail: {image: mail:1, volumes: {/var/mail: mail}}
                  web: {image: web:1}
                run:
                  queue: 1
                  mail: 1
                  web: 1"""));
        orch.run("plan -f night.yml");
        orch.run("apply -q -f night.yml");
        orch.write("night.yml", Examples.cron().replace("run:", """
                  queue: {image: queue:2, exclusive: lease}
                  mail: {image: mail:1, volumes: {/var/mail: mail}}
                  web: {image: web:2}
                run:
                  queue: 1
                  mail: 1
                  web: 2"""));
        orch.run("plan -f night.yml");
    }

    @Test
    void is_told_who_was_faster() {
        lamp(3, "1.5.0");
        orch.cluster.changedMeanwhile = Optional.of(Examples.byBob(Examples.lamp(4, "1.4.2"),
                "lamp 3 -> 4"));
        assertThat(orch.run("apply").exitCode()).isEqualTo(ExitCode.FAILED);
        orch.cluster.changedMeanwhile = Optional.empty();
        orch.cluster.laterBy(3, Examples.byBob(Examples.lamp(5, "1.4.2"), "lamp 4 -> 5"));
        assertThat(orch.run("apply --yes").exitCode()).isEqualTo(ExitCode.FAILED);
        orch.run("history");
    }

    @Test
    void knows_the_words_of_others() {
        orch.run("undo");
        orch.run("rollout status");
        orch.run("confirm-dead core-03");
        orch.run("histroy");
    }
}
