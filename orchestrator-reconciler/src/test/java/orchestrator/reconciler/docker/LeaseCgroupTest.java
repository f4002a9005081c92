package orchestrator.reconciler.docker;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.runtime.LeaseGroup;
import org.junit.jupiter.api.Test;

class LeaseCgroupTest {
    private static final LeaseGroup GROUP = new LeaseGroup(new ClusterId("c0ffee00-1111"),
            new NodeName("core-01"));

    @Test
    void is_named_as_who_makes_it_wants() {
        assertThat(LeaseCgroup.parent("cgroupfs", GROUP))
                .isEqualTo("/orch_lease_c0ffee00_core_01");
        assertThat(LeaseCgroup.parent("systemd", GROUP))
                .isEqualTo("orch_lease_c0ffee00_core_01.slice");
    }
}
