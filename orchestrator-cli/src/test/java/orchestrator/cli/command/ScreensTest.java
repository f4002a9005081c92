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

/** Every screen as a person sees it: commands in, golden transcripts out. */
class ScreensTest {
    @TempDir
    private Path folder;
    private Orch orch;
    private String name;

    @BeforeEach
    void begin(TestInfo test) {
        orch = new Orch(folder);
        orch.cluster.nodes.add(3, false);
        name = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void compare() {
        Golden.check(name, orch.transcript());
    }

    private void lamp(int copies) {
        orch.write("shop.yml", Examples.lamp(copies, "1.4.2"));
        orch.write("haproxy.cfg", Examples.HAPROXY);
    }

    @Test
    void plans_and_applies_a_first_file() {
        lamp(2);
        orch.run("validate");
        orch.run("plan");
        assertThat(orch.run("apply").exitCode()).isZero();
        orch.run("status");
        assertThat(orch.run("apply").exitCode()).isZero();
        assertThat(orch.cluster.revisions("shop")).isEqualTo(1);
    }

    @Test
    void shows_a_change_key_by_key_and_what_stops() {
        lamp(5);
        orch.run("apply -q");
        orch.write("shop.yml", Examples.lamp(3, "1.5.0").replace("256MB", "384MB"));
        orch.run("plan");
        assertThat(orch.run("apply").exitCode()).isEqualTo(ExitCode.NEEDS_YES);
        assertThat(orch.cluster.revisions("shop")).isEqualTo(1);
        orch.person("n\n").run("apply");
        assertThat(orch.cluster.revisions("shop")).isEqualTo(1);
        assertThat(orch.person("y\n").run("apply").exitCode()).isZero();
        orch.pipe("").run("status");
    }

    @Test
    void more_copies_need_no_yes_and_reload_the_balancer() {
        lamp(2);
        orch.run("apply -q");
        lamp(3);
        orch.run("plan");
        assertThat(orch.run("apply").exitCode()).isZero();
    }

    @Test
    void says_why_nothing_fits() {
        orch.write("cache.yml", Examples.memcached(4));
        orch.run("plan");
        assertThat(orch.run("apply").exitCode()).isEqualTo(ExitCode.FAILED);
        orch.cluster.pass(Duration.ofMinutes(6));
        orch.run("why memcached-4");
        orch.run("why memcached");
        orch.run("why memcached-1");
        orch.run("status");
        orch.run("nodes");
    }

    @Test
    void shows_problems_on_top() {
        lamp(2);
        orch.run("apply -q");
        orch.cluster.nodes.unwell("lamp-2/apache-1", Phase.CRASHED, new Reason(ReasonCode.EXITED,
                "ended with exit code 255, next try in 20s; it has ended like this since it was "
                        + "first started"),
                5, "PHP Fatal error: could not find driver in /var/www/html/db.php:12",
                "\u001b[31mred alert\u001b[0m");
        orch.cluster.settle();
        orch.run("status");
        orch.run("why lamp-2");
        orch.ascii().run("status");
        orch.person("").run("status");
    }

    @Test
    void a_bad_image_fails_at_once() {
        lamp(1);
        orch.cluster.nodes.unwell("lamp-1/mysql-1", Phase.CRASHED, new Reason(
                ReasonCode.IMAGE_MISSING, "there is no image mysql:8.4 in its registry"), 0);
        assertThat(orch.run("apply").exitCode()).isEqualTo(ExitCode.FAILED);
        orch.run("status");
    }

    @Test
    void looks_on_no_longer_than_the_timeout() {
        lamp(1);
        orch.cluster.nodes.unwell("lamp-1/mysql-1", Phase.PULLING, new Reason(
                ReasonCode.IMAGE_PULLING, "61 of 148MB"), 0);
        assertThat(orch.run("apply --timeout 5s").exitCode()).isEqualTo(ExitCode.TIMEOUT);
        assertThat(orch.run("apply --no-wait").exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(orch.run("apply --timeout soon").exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    }

    @Test
    void a_lost_node_is_told_with_what_it_means() {
        lamp(3);
        orch.run("apply -q");
        orch.cluster.nodes.silence("core-03", orch.cluster.instant());
        orch.cluster.settle();
        orch.run("status");
        orch.run("nodes");
        orch.run("why lamp");
    }

    @Test
    void drains_a_node_and_says_what_moves() {
        lamp(3);
        orch.run("apply -q");
        assertThat(orch.run("drain core-02 --reason \"kernel update\"").exitCode())
                .isEqualTo(ExitCode.NEEDS_YES);
        assertThat(orch.run("drain core-02 --reason \"kernel update\" --yes").exitCode()).isZero();
        orch.run("nodes");
        orch.run("why core-02");
        orch.run("why lamp-2/mysql-1");
        orch.run("why core-03 -o json");
        orch.run("undrain core-02");
        orch.run("undrain core-02");
        orch.run("drain core-22");
    }

    @Test
    void what_has_data_waits_for_no_other_node() {
        lamp(1);
        orch.run("apply -q");
        orch.run("drain core-01 --yes -q");
        orch.run("drain core-03 --yes -q");
        orch.forget();
        orch.run("why lamp-1/mysql-1");
        orch.run("why lamp-1/mysql-1 -o json");
        assertThat(orch.transcript()).contains("undrain core-01")
                .doesNotContain("undrain core-03").doesNotContain("joins");
    }

    @Test
    void deletes_a_project_after_asking() {
        lamp(2);
        orch.run("apply -q");
        assertThat(orch.run("delete shop").exitCode()).isEqualTo(ExitCode.NEEDS_YES);
        assertThat(orch.person("y\n").run("delete shop").exitCode()).isZero();
        orch.pipe("").run("status");
        orch.run("delete shop");
    }

    @Test
    void keeps_secrets_out_of_sight() {
        orch.write("shop.yml", Examples.lamp(1, "1.4.2").replace("db-password: generate",
                "db-password: generate\n  api-token: given"));
        orch.write("haproxy.cfg", Examples.HAPROXY);
        orch.run("apply -q");
        orch.run("secret list");
        assertThat(orch.pipe("tiger\n").run("secret set api-token").exitCode()).isZero();
        orch.pipe("").run("secret set api-token");
        orch.run("secret list");
        orch.pipe("x").run("secret set api-tokn");
        orch.pipe("x").run("secret set db-password");
        orch.run("secret delete api-token");
        orch.run("secret delete api-token --yes");
        orch.run("secret show");
        assertThat(orch.transcript()).doesNotContain("tiger");
    }

    @Test
    void shows_logs_and_events() {
        lamp(1);
        orch.run("apply -q");
        orch.run("logs lamp-1/apache-1");
        orch.run("logs lamp-1");
        orch.run("logs -f lamp-1");
        orch.run("events");
    }

    @Test
    void says_first_that_nothing_moves() {
        lamp(1);
        orch.run("apply -q");
        orch.cluster.leading = false;
        orch.run("status");
        orch.run("nodes");
        orch.cluster.nodes.doubt("core-02", "the store is older than what this node has seen"
                + " (generation 1 of epoch 1 after 4 of 3)");
        orch.run("status");
        orch.cluster.answers = false;
        assertThat(orch.run("status").exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        orch.reachable = false;
        assertThat(orch.run("status").exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void says_first_that_it_is_simulated() {
        orch.cluster.nodes.add(3, true);
        lamp(1);
        orch.run("plan");
        orch.run("apply");
        orch.run("status");
        orch.run("nodes");
        orch.run("why lamp-1");
        orch.run("drain core-01 --yes");
    }

    @Test
    void mends_what_is_mistyped() {
        lamp(1);
        orch.run("apply -q");
        orch.run("statsu");
        orch.run("get pod".replace("pod", "things"));
        orch.run("scale lamp 3");
        orch.run("why lamp-1/apach-1");
        orch.run("why apache-1");
        orch.run("status -p shp");
        orch.run("status --wach");
        orch.run("status --json");
        orch.run("status lamp-1");
        orch.run("status lamp");
        orch.run("nodes core-01");
        orch.run("plan lamp-1");
        orch.run("exec -it shop:lamp-1/apache-1 sh");
        orch.run("exec");
        orch.run("why");
        orch.run("status -o yaml");
        orch.run("plan extra");
        orch.run("-o json");
    }

    @Test
    void marks_the_mistakes_of_a_file() {
        orch.write("shop.yml", Examples.lamp(2, "1.4.2").replace("memory: 1GB", "memry: 1GB")
                .replace("256MB", "128").replace("apache: 1}", "apach: 1}"));
        orch.write("haproxy.cfg", Examples.HAPROXY);
        assertThat(orch.run("validate").exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(orch.run("plan").exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(orch.run("apply -o json").exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(orch.cluster.revisions("shop")).isZero();
    }

    @Test
    void finds_the_project_file() {
        orch.run("plan");
        orch.run("plan -f shp.yml");
        lamp(1);
        orch.write("cache.yml", Examples.memcached(1));
        orch.run("plan");
        orch.run("plan -f shop.yaml");
        orch.run("validate -f cache.yml");
    }

    @Test
    void somebody_else_was_there_first() {
        lamp(1);
        orch.cluster.changedMeanwhile = Optional.of(Examples.byBob(Examples.lamp(2, "1.4.2"),
                "new"));
        assertThat(orch.run("apply").exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void helps() {
        orch.run("--help");
        orch.run("");
        for (Verb verb : Verb.values()) {
            orch.run(verb.word() + " --help");
        }
        orch.run("train --help");
        orch.run("help train");
    }

    @Test
    void begins_with_an_example() {
        orch.run("init lmp");
        assertThat(orch.run("init").exitCode()).isZero();
        orch.run("init");
        orch.run("validate");
        orch.run("init memcached");
        orch.run("init hello");
    }
}
