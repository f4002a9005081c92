package orchestrator.reconciler.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a command inside a container that took too long. The engine cannot: it would run on, and a
 * check that hangs every ten seconds would fill the container with copies of itself.
 */
final class HungCommand {
    private static final Logger LOG = LoggerFactory.getLogger(HungCommand.class);

    private HungCommand() {}

    /**
     * Kills the process when this agent can see that it is one of the container's; an engine
     * elsewhere counts its processes differently, and then nothing is touched.
     *
     * @param pid as the engine counts
     */
    static void end(String containerId, long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (pid <= 1 || process.isEmpty() || !isInside(containerId, pid)) {
            LOG.debug("a hung command in {} is out of reach", containerId);
            return;
        }
        if (!process.get().destroyForcibly()) {
            LOG.warn("a hung command in container {} could not be ended", containerId);
        }
    }

    private static boolean isInside(String containerId, long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cgroup"))
                    .contains(containerId);
        } catch (IOException _) {
            return false;
        }
    }
}
