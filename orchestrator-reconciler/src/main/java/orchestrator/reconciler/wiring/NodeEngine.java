package orchestrator.reconciler.wiring;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import orchestrator.reconciler.disk.WholeFiles;
import orchestrator.reconciler.docker.DockerContainerRuntime;
import orchestrator.reconciler.fence.ProcessFencer;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.network.HttpNetworkProbe;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.ContainerRuntime.EngineFacts;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import orchestrator.reconciler.runtime.Fencer;
import orchestrator.reconciler.runtime.NetworkProbe;
import orchestrator.reconciler.simulated.SimulatedContainerRuntime;

/**
 * What an agent works on: an engine, the ports of its machine, and what the machine has.
 *
 * @param facts   what the machine has, as far as is known
 * @param gateway where containers reach the machine, where somebody asked a real engine
 * @param close   lets go of the engine
 */
record NodeEngine(ContainerRuntime runtime, NetworkProbe network, Fencer fencer,
        EngineFacts facts, Optional<String> gateway, Runnable close, boolean simulated) {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);
    private static final int SIMULATED_CPUS = 4;
    private static final long SIMULATED_BYTES = 8L << 30;

    /**
     * A Docker Engine.
     *
     * @param host as in {@code DOCKER_HOST}; empty for what the environment says
     * @throws StartFailedException when it does not answer
     */
    static NodeEngine docker(Optional<String> host) {
        return docker(host, runtime -> {
            try {
                return new Known(runtime.facts(), Optional.of(runtime.bridgeGateway()));
            } catch (ContainerRuntimeUnavailableException e) {
                throw new StartFailedException("the Docker Engine at "
                        + host.orElse("its usual place") + " does not answer: is it running, and"
                        + " may you use it?", e);
            }
        });
    }

    /** A Docker Engine that may be down now; {@code files} are the agent's that works on it. */
    static NodeEngine dockerOfAgent(Optional<String> host, WholeFiles files) {
        AgentEngine agent = new AgentEngine(files, () -> sleep(BETWEEN_ATTEMPTS));
        return docker(host,
                runtime -> new Known(agent.facts(runtime::facts), Optional.empty()));
    }

    /** What an engine was asked at the beginning. */
    private record Known(EngineFacts facts, Optional<String> gateway) {}

    private static NodeEngine docker(Optional<String> host,
            Function<DockerContainerRuntime, Known> asked) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        DockerContainerRuntime runtime = new DockerContainerRuntime(host, threads);
        Runnable close = () -> {
            runtime.close();
            threads.shutdownNow();
        };
        try {
            Known known = asked.apply(runtime);
            return new NodeEngine(runtime, new HttpNetworkProbe(System::nanoTime), fencer(host),
                    known.facts(), known.gateway(), close, false);
        } catch (RuntimeException e) {
            close.run();
            throw e;
        }
    }

    /** The processes of an engine elsewhere are out of reach. */
    private static Fencer fencer(Optional<String> host) {
        boolean here = host.filter(each -> !each.startsWith("unix:")).isEmpty();
        return here && ProcessFencer.isPossible()
                ? orNone(ProcessFencer::onThisMachine)
                : new NoFencer(here
                        ? "this machine has no clock that goes on while it sleeps"
                        : "the engine is on another machine");
    }

    /** Most nodes never need one: why there is none is told to whoever does. */
    static Fencer orNone(Supplier<Fencer> fencer) {
        try {
            return fencer.get();
        } catch (UncheckedIOException e) {
            return new NoFencer(e.getMessage());
        }
    }

    /** A pretended machine of its own. */
    static NodeEngine simulated(Timeline timeline) {
        SimulatedContainerRuntime runtime = new SimulatedContainerRuntime(timeline,
                NodeEngine::sleep, SIMULATED_CPUS, SIMULATED_BYTES);
        return new NodeEngine(runtime, runtime.network(), runtime.fencer(), runtime.facts(),
                Optional.empty(), runtime::close, true);
    }

    private static void sleep(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerRuntimeUnavailableException("interrupted", e);
        }
    }
}
