package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeftBehindTest {
    private static final String PRESENCE = Paths.presence(new NodeName("node-1"));
    private final InMemoryEnsemble ensemble = new InMemoryEnsemble();
    private final InMemoryClusterStore killed = open();
    private final InMemoryClusterStore next = open();

    private InMemoryClusterStore open() {
        return new InMemoryClusterStore(ensemble, Runnable::run);
    }

    @BeforeEach
    void found() {
        new ClusterBootstrap(new ClusterRecords(killed), () -> new ClusterId("4d1f")).open();
    }

    @Test
    void drops_what_hangs_on_a_session_of_the_killed_process() {
        killed.commit(List.of(new StoreWrite.Create(Paths.LEADER, new byte[1], true),
                new StoreWrite.Create(PRESENCE, new byte[1], true)));
        LeftBehind.drop(next);
        assertThat(next.read(Paths.LEADER)).isEmpty();
        assertThat(next.read(PRESENCE)).isEmpty();
    }

    @Test
    void leaves_every_lasting_record_alone() {
        killed.commit(List.of(new StoreWrite.Create(Paths.node(new NodeName("node-1")),
                new byte[1], false)));
        List<String> before = everything();
        LeftBehind.drop(next);
        assertThat(everything()).isEqualTo(before).contains("/nodes/node-1");
    }

    private List<String> everything() {
        return new ArrayList<>(ensemble.backup().keySet());
    }
}
