package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says of each kind of change: golden transcripts. */
class PlanScreensTest {
    private static final String PROXY = Examples.HAPROXY;

    @TempDir
    private Path folder;
    private Orch orch;
    private String name;

    @BeforeEach
    void begin(TestInfo test) {
        orch = new Orch(folder);
        orch.cluster.nodes.add(3, false);
        orch.write("haproxy.cfg", PROXY);
        name = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void compare() {
        Golden.check(name, orch.transcript());
    }

    private void runs(String text) {
        orch.write("shop.yml", text);
        assertThat(orch.run("apply -q --no-wait").exitCode()).isZero();
        orch.cluster.settle();
    }

    private void plan(String what, String text) {
        orch.say(what);
        orch.write("shop.yml", text);
        assertThat(orch.run("plan --exit-code").exitCode()).isEqualTo(ExitCode.CHANGES_PENDING);
    }

    @Test
    void what_needs_no_restart_is_told_as_such() {
        String lamp = Examples.lamp(2, "1.4.2");
        runs(lamp);
        plan("how it is rolled out", lamp.replace("at-once: 1, stable-for: 15s",
                "at-once: 2, stable-for: 30s, on-failure: stop"));
        plan("how it is checked and stopped",
                lamp.replace("check: {http: /health}", "check: {http: /ready, grace: 2m}\n"
                        + "    stop: {signal: INT, grace: 30s}\n    lost-after: 1m"));
        plan("what comes after what", lamp.replace("    after: [mysql]\n", ""));
        orch.write("haproxy.cfg",
                PROXY.replace("backend lamp", "backend all\n  balance leastconn"));
        plan("a template that a signal covers", lamp);
    }

    @Test
    void what_is_replaced_is_told_key_by_key_and_in_which_order() {
        String lamp = Examples.lamp(3, "1.4.2");
        runs(lamp);
        plan("two can run side by side", lamp.replace("1.4.2", "1.5.0")
                .replace("DB_PORT: ${mysql.port}", "DB_PORT: ${mysql.port}\n"
                        + "      DB_NAME: shop\n      API_TOKEN: {secret: db-password}")
                .replace("cpu: 0.5\n    memory: 256MB", "cpu: 0.75\n    memory: 384MB"));
        plan("a port of the node", lamp.replace("haproxy:3.0", "haproxy:3.1"));
        plan("data, and others connect to it", lamp.replace("mysql:8.4", "mysql:8.5"));
        plan("the file insists", lamp.replace("1.4.2", "1.5.0")
                .replace("stable-for: 15s", "order: stop-first"));
        plan("another value of a secret that stands in the file",
                lamp.replace("MYSQL_PASSWORD: {secret: db-password}", "MYSQL_PASSWORD: tiger"));
        assertThat(orch.transcript()).doesNotContain("tiger");
    }

    @Test
    void one_that_finds_no_room_for_two_goes_first() {
        String web = """
                project: web
                services:
                  web:
                    image: web:1
                    memory: 5GB
                    update: {stable-for: 5s}
                  cache:
                    image: cache:1
                    memory: 1GB
                run: {web: 3, cache: 2}
                """;
        runs(web);
        plan("room for one only", web.replace("web:1", "web:2"));
        plan("room for none, but some are stopped as well",
                web.replace("web:1", "web:2").replace("web: 3", "web: 2"));
        plan("and it must not stop first", web.replace("web:1", "web:2")
                .replace("stable-for: 5s", "stable-for: 5s, order: start-first"));
        orch.write("shop.yml", web.replace("web:1", "web:2"));
        assertThat(orch.run("plan -o json").out()).contains("\"restart\":true")
                .contains("\"order\":\"stop-first\"");
    }

    @Test
    void one_that_does_not_serve_goes_first_whatever_the_room() {
        String web = """
                project: web
                services:
                  web:
                    image: web:1
                    memory: 1GB
                run: {web: 3}
                """;
        runs(web);
        orch.cluster.nodes.unwell("web-2", Phase.UNHEALTHY, new Reason(ReasonCode.CHECK_FAILED,
                "GET / is 500"), 0);
        orch.cluster.settle();
        plan("room enough", web.replace("web:1", "web:2"));
        assertThat(orch.transcript()).contains("old one first for 1").doesNotContain("no room");
    }

    @Test
    void one_is_told_in_the_singular() {
        String lamp = Examples.lamp(1, "1.4.2").replace("haproxy: 2", "haproxy: 1");
        runs(lamp);
        plan("more of both", lamp.replace("lamp: 1", "lamp: 2").replace("haproxy: 1",
                "haproxy: 2"));
    }

    @Test
    void members_of_a_stack_are_told_for_each_copy() {
        String lamp = Examples.lamp(2, "1.4.2");
        String twice = lamp.replace("apache: 1}", "apache: 2}");
        runs(lamp);
        plan("more in each copy", twice);
        runs(twice);
        plan("fewer in each copy", lamp);
        plan("another stack beside it",
                lamp.replace("\nrun:", "  bare: {mysql: 1}\n\nrun:\n  bare: 1"));
    }

    @Test
    void files_are_told_by_their_lines_and_never_shown() {
        String lamp = Examples.lamp(1, "1.4.2").replace("    reload: HUP\n", "")
                .replace("template: haproxy.cfg}", "template: haproxy.cfg}\n"
                        + "      /etc/motd: {file: motd}");
        orch.write("motd", "one\ntwo\nthree\n");
        runs(lamp);
        orch.write("motd", "one\ntwo and a half\nthree\nfour\n");
        plan("a line changed, a line more", lamp);
        orch.write("motd", "three\ntwo\none\n");
        plan("another order", lamp);
        orch.write("other", "one\ntwo\nthree\n");
        plan("from elsewhere", lamp.replace("{file: motd}", "{file: other}"));
        assertThat(orch.transcript()).doesNotContain("two and a half");
    }

    @Test
    void what_no_longer_fits_its_node_moves() {
        String web = """
                project: web
                services:
                  web:
                    image: web:1
                    memory: 1GB
                  big:
                    image: big:1
                    memory: 6.5GB
                run:
                  web: 3
                  big: 3
                """;
        orch.write("shop.yml", web.replace("big: 3", "big: 2"));
        orch.run("apply -q --no-wait");
        orch.cluster.settle();
        plan("no room beside the old one", web.replace("big: 3", "big: 2")
                .replace("big:1", "big:2"));
        plan("apart now", web.replace("big: 3", "big: 2").replace("memory: 1GB",
                "memory: 1GB\n    place: {apart: node}"));
        plan("more than there is", web.replace("memory: 1GB", "memory: 1.2GB"));
    }
}
