package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.runtime.Fencer;
import orchestrator.reconciler.runtime.LeaseGroup;
import org.junit.jupiter.api.Test;

class NodeEngineTest {
    @Test
    void an_agent_whose_fencer_cannot_be_used_begins_all_the_same_and_says_why() {
        Fencer none = NodeEngine.orNone(() -> {
            throw new UncheckedIOException("/run/x cannot be used by the fencer",
                    new IOException());
        });

        assertThat(none.watch(new LeaseGroup(new ClusterId("c"), new NodeName("core-01")))
                .trouble().orElseThrow()).contains("/run/x cannot be used by the fencer");
    }
}
