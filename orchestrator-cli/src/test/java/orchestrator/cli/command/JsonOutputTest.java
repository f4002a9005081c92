package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs read: JSON on standard output, nothing else there, each with its schema. */
class JsonOutputTest {
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

    private Map<String, Object> last(String line) {
        Orch.Ran ran = orch.run(line);
        List<Map<String, Object>> documents = JsonSyntax.all(ran.out());
        assertThat(documents).as(line).isNotEmpty();
        return documents.getLast();
    }

    @Test
    void every_command_says_what_its_output_is() {
        assertThat(last("version -o json")).containsEntry("schema", "orch.version/1");
        assertThat(last("validate -o json")).containsEntry("schema", "orch.validate/1")
                .containsEntry("valid", true);
        assertThat(last("status -o json")).containsEntry("schema", "orch.status/1");
        assertThat(last("plan -o json")).containsEntry("schema", "orch.plan/1")
                .containsEntry("from", 0).containsEntry("to", 1);
        assertThat(last("apply -o json")).containsEntry("schema", "orch.apply/1")
                .containsEntry("result", "done").containsEntry("ready", 6);
        assertThat(last("apply -o json")).containsEntry("result", "unchanged");
        assertThat(last("status -o json")).containsEntry("project", "shop")
                .containsEntry("ready", 6).containsEntry("wanted", 6);
        assertThat(last("why lamp-1 -o json")).containsEntry("schema", "orch.why/1");
        assertThat(last("nodes -o json")).containsEntry("schema", "orch.nodes/1");
        assertThat(last("events -o json")).containsEntry("schema", "orch.event/1");
        assertThat(last("logs lamp-1/apache-1 -o json")).containsEntry("schema", "orch.log/1");
        assertThat(last("secret list -o json")).containsEntry("schema", "orch.secrets/1");
        assertThat(last("drain core-02 --yes -o json")).containsEntry("schema", "orch.drain/1")
                .containsEntry("result", "done");
        assertThat(last("undrain core-02 -o json")).containsEntry("schema", "orch.undrain/1")
                .containsEntry("changed", true);
        assertThat(last("delete shop --yes -o json")).containsEntry("schema", "orch.delete/1")
                .containsEntry("left", 0);
        assertThat(last("init hello -o json")).containsEntry("schema", "orch.init/1");
    }

    @Test
    void what_is_done_with_revisions_says_what_its_output_is() {
        orch.run("apply -q");
        assertThat(last("pause -o json")).containsEntry("schema", "orch.pause/1")
                .containsEntry("changed", false).containsEntry("standing", "live");
        assertThat(last("restart lamp/apache --no-wait -o json"))
                .containsEntry("schema", "orch.restart/1").containsEntry("result", "sent")
                .containsEntry("revision", 2);
        assertThat(last("pause -o json")).containsEntry("changed", true)
                .containsEntry("standing", "paused");
        assertThat(last("status -o json").get("rollout")).asInstanceOf(MAP)
                .containsEntry("standing", "paused").containsEntry("pausedBy", "alice");
        assertThat(last("resume -o json")).containsEntry("schema", "orch.resume/1")
                .containsEntry("changed", true);
        assertThat(last("wait -o json")).containsEntry("schema", "orch.wait/1")
                .containsEntry("result", "done").containsEntry("ready", 6);
        assertThat(last("wait lamp-1 -o json")).containsEntry("address", "lamp-1")
                .containsEntry("wanted", 2);
        orch.write("shop.yml", Examples.lamp(2, "1.5.0"));
        orch.run("apply -q");
        assertThat(last("rollback 3 -o json")).containsEntry("schema", "orch.rollback/1")
                .containsEntry("result", "unchanged");
        assertThat(last("rollback -o json")).containsEntry("result", "done")
                .containsEntry("revision", 4);
        assertThat(last("history 4 -o json")).containsEntry("schema", "orch.revision/1")
                .containsEntry("change", "same as 2").containsEntry("result", "live")
                .containsEntry("text", Examples.lamp(2, "1.4.2"));
        orch.cluster.nodes.silence("core-03", orch.cluster.instant());
        assertThat(last("node confirm-dead core-03 --yes -o json"))
                .containsEntry("schema", "orch.node/1").containsEntry("changed", true);
        assertThat(last("node confirm-dead core-03 --yes -o json"))
                .containsEntry("changed", false);
    }

    @Test
    void a_rollback_says_what_failed() {
        orch.run("apply -q");
        orch.cluster.nodes.bad("shop-php:1.6.0", Phase.CRASHED, new Reason(
                ReasonCode.CHECK_FAILED, "never passed its check in 60s: 500, 6 times"), 1,
                "PHP Fatal error");
        orch.write("shop.yml", Examples.lamp(2, "1.6.0"));
        Map<String, Object> applied = last("apply -o json");
        assertThat(applied).containsEntry("result", "rolled-back").containsEntry("revision", 3);
        assertThat(applied.get("failure")).asInstanceOf(MAP).containsEntry("revision", 2)
                .containsEntry("name", "lamp-1/apache-1").containsEntry("rolledBackTo", 1)
                .containsEntry("output", List.of("PHP Fatal error"))
                .containsEntry("touched", 1).containsEntry("of", 2);
        Map<String, Object> history = last("history -o json");
        assertThat(history).containsEntry("schema", "orch.history/1")
                .containsEntry("revision", 3);
        assertThat((List<?>) history.get("revisions")).hasSize(3)
                .extracting(each -> ((Map<?, ?>) each).get("result"))
                .isEqualTo(List.of("live", "failed", "past"));
    }

    @Test
    void a_failure_is_json_as_well() {
        assertThat(last("why nothing -o json")).containsEntry("schema", "orch.error/1")
                .containsEntry("exit", ExitCode.WRONG_INPUT);
        orch.reachable = false;
        assertThat(last("-o json nodes")).containsEntry("exit", ExitCode.UNREACHABLE);
    }

    @Test
    void instances_carry_state_reason_node_and_time() {
        orch.run("apply -q");
        Map<?, ?> status = last("status -o json");
        Map<?, ?> first = (Map<?, ?>) ((List<?>) status.get("instances")).getFirst();
        assertThat(first.get("name")).isEqualTo("lamp-1/apache-1");
        assertThat(first.get("state")).isEqualTo("ready");
        assertThat(first.get("node")).isEqualTo("core-01");
        assertThat(first.get("since")).asString().endsWith("Z");
        assertThat(((Map<?, ?>) first.get("reason")).get("code"))
                .isEqualTo(ReasonCode.CHECK_PASSED.word());
    }

    @Test
    void a_mistake_can_be_mended_by_an_editor() {
        orch.write("shop.yml", Examples.lamp(2, "1.4.2").replace("memory: 1GB", "memry: 1GB"));
        Map<?, ?> problem = (Map<?, ?>) ((List<?>) last("validate -o json").get("problems"))
                .getFirst();
        assertThat(problem.get("line")).isEqualTo(7);
        assertThat(problem.get("col")).isEqualTo(5);
        assertThat(problem.get("end")).isEqualTo(10);
        assertThat(problem.get("code")).isEqualTo("unknown-key");
        assertThat(((Map<?, ?>) problem.get("fix")).get("replace")).isEqualTo("memory");
    }
}
