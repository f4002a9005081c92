package orchestrator.reconciler.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.reconciler.docker.EngineStep.Program;
import orchestrator.reconciler.runtime.ContainerRuntime;

/** A Docker Engine, whose people talk to it directly. */
final class DockerScriptedEngine extends ScriptedEngine {
    private static final String SCRIPT = "orch-fidelity";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BETWEEN_LOOKS_MILLIS = 40;
    private static final int ALL_LINES = 1000;

    private final DockerClient docker;

    DockerScriptedEngine(ContainerRuntime runtime, DockerClient docker, ClusterId cluster,
            int firstPort) {
        super(runtime, cluster, firstPort);
        this.docker = docker;
    }

    /** How it is once it is as expected, or how it still is after a long while. */
    String sightOnce(String expected) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        String seen = sight();
        while (!seen.equals(expected) && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            seen = sight();
        }
        for (ObservedContainer each : runtime.list(cluster, NODE)) {
            awaitReady(each, until);
        }
        return seen;
    }

    /** A shell hears no signal before it has come to say which. */
    private void awaitReady(ObservedContainer container, long until) throws InterruptedException {
        boolean tells = container.state() == State.RUNNING
                && program(container.id()).filter(Program::tellsWhenReady).isPresent();
        while (tells && System.nanoTime() < until && said(container.id()) < runs(container.id())) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    private long said(String containerId) {
        return runtime.lastOutput(containerId, ALL_LINES).stream().filter("ready"::equals).count();
    }

    /** When it has begun to listen it says so, since it may have missed something before. */
    @Override
    void awaitListening(AtomicInteger told) throws InterruptedException {
        isTold(() -> told.get() > 0);
    }

    @Override
    boolean isTold(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        }
        return condition.getAsBoolean();
    }

    @Override
    void byHand(String id, EngineStep.Hand hand, int number) {
        try {
            switch (hand) {
                case REMOVE -> docker.removeContainerCmd(id).withForce(true).exec();
                case PAUSE -> docker.pauseContainerCmd(id).exec();
                case UNPAUSE -> docker.unpauseContainerCmd(id).exec();
                case STOP -> docker.stopContainerCmd(id).withTimeout(1).exec();
                case START -> docker.startContainerCmd(id).exec();
                case RESTART -> docker.restartContainerCmd(id).withTimeout(1).exec();
                case RENAME -> docker.renameContainerCmd(id).withName(named(number)).exec();
                case TERM -> docker.killContainerCmd(id).withSignal("TERM").exec();
                case KILL -> docker.killContainerCmd(id).withSignal("KILL").exec();
                case KEEP_RESTARTING -> docker.updateContainerCmd(id)
                        .withRestartPolicy(RestartPolicy.alwaysRestart()).exec();
            }
        } catch (DockerException e) {
            // theirs to see
        }
    }

    private String named(int number) {
        return "orch-fidelity-" + cluster.value() + "-" + number;
    }

    @Override
    String stranger(ContainerIdentity identity, boolean labels, int number) {
        String name = labels ? named(number) : ContainerNames.container(identity);
        Map<String, String> all = new TreeMap<>(labels
                ? ContainerNames.labels(identity)
                : Map.of());
        all.put(SCRIPT, cluster.value());
        try (CreateContainerCmd command = docker.createContainerCmd(IMAGE)) {
            String id = command.withName(name).withLabels(all).withCmd("sleep", "1000000")
                    .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
                    .exec().getId();
            docker.startContainerCmd(id).exec();
            return id;
        } catch (DockerException e) {
            throw EngineErrors.of("make a stranger", e);
        }
    }

    /** Removes everything of this script. */
    void clean() {
        for (Map<String, String> labels : List.of(Map.of(SCRIPT, cluster.value()),
                Map.of(ContainerNames.CLUSTER, cluster.value()))) {
            for (Container each : docker.listContainersCmd().withShowAll(true)
                    .withLabelFilter(labels).exec()) {
                byHand(each.getId(), EngineStep.Hand.REMOVE, 0);
            }
        }
        docker.listVolumesCmd()
                .withFilter("label", List.of(ContainerNames.CLUSTER + "=" + cluster)).exec()
                .getVolumes().forEach(each -> docker.removeVolumeCmd(each.getName()).exec());
    }
}
