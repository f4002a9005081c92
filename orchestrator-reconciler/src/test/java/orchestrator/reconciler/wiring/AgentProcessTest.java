package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Resources;
import orchestrator.reconciler.secret.ClusterKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentProcessTest {
    /** Nobody listens there. */
    private static final String NOWHERE = "127.0.0.1:1";
    private static final String HERE = "127.0.0.1";

    @TempDir
    private Path directory;

    /** Else a machine that is booted while the store is away would look after nothing. */
    @Test
    void an_agent_that_has_worked_before_starts_without_the_store() throws IOException {
        Path state = Files.createDirectory(directory.resolve("state"));
        Files.writeString(state.resolve("watermark"), "from before");
        ClusterKey.readOrCreate(directory.resolve("key"), Chance.BYTES);
        AgentOptions options = new AgentOptions(new NodeName("node-1"), NOWHERE,
                directory.resolve("key"), state, new AgentOptions.Addresses(HERE, HERE, HERE, 0),
                new PortRange(20000, 20999), new TreeMap<>(), new Resources(0, 0));
        SystemTimeline timeline = new SystemTimeline("engine");
        try {
            AgentProcess agent = AgentProcess.start(options, NodeEngine.simulated(timeline),
                    () -> {});
            agent.close();
            assertThat(state).isNotEmptyDirectory();
        } finally {
            timeline.close();
        }
    }
}
