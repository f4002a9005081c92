package orchestrator.reconciler.wiring;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import orchestrator.reconciler.disk.WholeFiles;
import orchestrator.reconciler.runtime.ContainerRuntime.EngineFacts;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the machine of an agent has, also while its engine is down. An agent that did not begin then
 * would let its node look dead, and its copies be made elsewhere although they run on here.
 */
final class AgentEngine {
    private static final Logger LOG = LoggerFactory.getLogger(AgentEngine.class);
    private static final String FILE = "machine";

    private final WholeFiles files;
    private final Runnable pause;

    /**
     * @param files what the agent keeps
     * @param pause between two attempts to reach an engine that was never seen
     */
    AgentEngine(WholeFiles files, Runnable pause) {
        this.files = files;
        this.pause = pause;
    }

    /** What the engine says, or said when it last answered; waits for one that never did. */
    EngineFacts facts(Supplier<EngineFacts> engine) {
        boolean said = false;
        while (true) {
            try {
                EngineFacts facts = engine.get();
                remember(facts);
                return facts;
            } catch (ContainerRuntimeUnavailableException e) {
                Optional<EngineFacts> known = remembered();
                if (known.isPresent()) {
                    LOG.warn("{}; the node begins with what it knows of its machine",
                            e.getMessage());
                    return known.get();
                }
                if (!said) {
                    LOG.warn("{}; the node begins when it does: is the engine running, and may you"
                            + " use it?", e.getMessage());
                }
                said = true;
                pause.run();
            }
        }
    }

    /** True for what is kept here, which says nothing of any work. */
    static boolean keeps(String file) {
        return file.startsWith(FILE);
    }

    private void remember(EngineFacts facts) {
        try {
            files.write(FILE, String.join("\n", facts.engine(), facts.version(),
                    Integer.toString(facts.cpus()), Long.toString(facts.memoryBytes()))
                    .getBytes(StandardCharsets.UTF_8));
        } catch (UncheckedIOException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private Optional<EngineFacts> remembered() {
        if (!(files.read(FILE) instanceof WholeFiles.Content.Whole(byte[] bytes))) {
            return Optional.empty();
        }
        List<String> lines = WholeFiles.text(bytes).lines().toList();
        try {
            return lines.size() != 4
                    ? Optional.empty()
                    : Optional.of(new EngineFacts(lines.get(0), lines.get(1),
                            Integer.parseInt(lines.get(2)), Long.parseLong(lines.get(3))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
