package orchestrator.reconciler.runtime;

import java.util.Optional;

/**
 * How an engine is set up, for whoever looks for faults.
 *
 * @param api           newest version of its interface, such as {@code 1.41}
 * @param liveRestore   true when containers outlive a restart of the engine; empty when it does not
 *                      say
 * @param dataRoot      where it keeps images, containers and volumes; empty text when it does not say
 * @param cgroupVersion {@code 1} or {@code 2}; empty text when it does not say
 * @param cgroupDriver  who makes the control groups: {@code cgroupfs}, {@code systemd}
 */
public record EngineDetails(String version, String api, Optional<Boolean> liveRestore,
        String dataRoot, String cgroupVersion, String cgroupDriver) {}
