package orchestrator.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ReasonCode;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private record Row(InstanceId instance, Phase phase, Optional<String> node) {}

    @Test
    void writes_records_maps_and_lists_in_their_order() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("since", Instant.parse("2026-11-22T12:00:00Z"));
        all.put("age", Duration.ofSeconds(90));
        all.put("reason", ReasonCode.NO_NODE_FITS);
        all.put("rows", List.of(new Row(InstanceId.parse(new ProjectName("shop"), "lamp-1/web-2"),
                Phase.READY, Optional.empty())));
        all.put("none", List.of());

        assertThat(JsonText.of(all)).isEqualTo("""
                {
                  "since": "2026-11-22T12:00:00Z",
                  "age": "PT1M30S",
                  "reason": "no-node-fits",
                  "rows": [
                    {
                      "instance": "shop:lamp-1/web-2",
                      "phase": "ready",
                      "node": null
                    }
                  ],
                  "none": []
                }""");
    }

    @Test
    void writes_one_line_for_streams() {
        assertThat(JsonText.line(List.of(1, "a\u001b", true))).isEqualTo("[1,\"a\\u001B\",true]");
    }
}
