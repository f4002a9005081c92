package orchestrator.reconciler.docker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Resources;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.reconciler.docker.EngineStep.Program;
import orchestrator.reconciler.docker.EngineStep.Script;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRequest.PortBinding;
import orchestrator.reconciler.runtime.ContainerRequest.VolumeMount;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.ContainerRuntime.CommandResult;
import orchestrator.reconciler.runtime.ContainerRuntime.RenderedFile;
import orchestrator.reconciler.runtime.ContainerRuntimeException;

/** An engine on which a script is carried out; every answer becomes a text that can be compared. */
abstract class ScriptedEngine {
    static final String IMAGE = "orch-test/busybox:fidelity";
    static final NodeName NODE = new NodeName("core-01");
    private static final String NOBODY = "0123456789abcdef";
    private static final List<String> ADDRESSES = List.of("web-1", "web-2", "db-1");
    /** Every command ends at once; how long a busy machine takes to begin it is not compared. */
    private static final Duration COMMAND = Duration.ofSeconds(60);

    final ContainerRuntime runtime;
    final ClusterId cluster;
    private final int firstPort;
    private final List<String> ids = new ArrayList<>();
    private final List<Program> programs = new ArrayList<>();
    private final Set<Integer> restarting = new TreeSet<>();
    private final Map<String, Instant> started = new TreeMap<>();
    private final Map<String, Integer> runs = new TreeMap<>();
    private String lastRefusal = "";

    ScriptedEngine(ContainerRuntime runtime, ClusterId cluster, int firstPort) {
        this.runtime = runtime;
        this.cluster = cluster;
        this.firstPort = firstPort;
    }

    /** Does what somebody does at the engine itself; a refusal is theirs. */
    abstract void byHand(String containerId, EngineStep.Hand hand, int number);

    /** Makes and starts a container that is not ours; with our labels or with our name. */
    abstract String stranger(ContainerIdentity identity, boolean labels, int number);

    /** Returns once whatever happens from now on is told. */
    abstract void awaitListening(AtomicInteger told) throws InterruptedException;

    /** True when that is so now, or after what an engine may take to tell. */
    abstract boolean isTold(BooleanSupplier condition) throws InterruptedException;

    /** What came of one step. */
    final String play(EngineStep step, int number) {
        lastRefusal = "";
        try {
            return answer(step, number);
        } catch (ContainerRuntimeException e) {
            lastRefusal = " (" + e.getMessage() + ")";
            return "refused: " + e.kind();
        }
    }

    /** In what words the last step was refused, for people; empty when it was not. */
    final String lastRefusal() {
        return lastRefusal;
    }

    private String answer(EngineStep step, int number) {
        switch (step) {
            case EngineStep.Create create -> made(create.program(),
                    runtime.create(request(create)));
            case EngineStep.Start(int it) -> runtime.start(id(it));
            case EngineStep.Stop(int it, String signal, Duration grace) ->
                runtime.stop(id(it), heeded(it, signal), grace);
            case EngineStep.Signal(int it, String signal) -> runtime.signal(id(it), signal);
            case EngineStep.Remove(int it) -> runtime.remove(id(it));
            case EngineStep.CopyInto(int it, String text) -> runtime.copyInto(id(it),
                    List.of(new RenderedFile(Script.FILE, text.getBytes(StandardCharsets.UTF_8),
                            0644)));
            case EngineStep.Follow(int it) ->
                runtime.follow(id(it), 0, _ -> {}, () -> {}).close();
            case EngineStep.Run(int it, List<String> command) -> {
                return ran(runtime.run(id(it), command, COMMAND));
            }
            case EngineStep.Output(int it) -> {
                return output(it, runtime.lastOutput(id(it), 1));
            }
            case EngineStep.Volumes() -> {
                return runtime.volumes(cluster, NODE).toString();
            }
            case EngineStep.ByHand(int it, EngineStep.Hand hand) -> handed(it, hand, number);
            case EngineStep.Stranger stranger -> met(stranger, number);
        }
        return "done";
    }

    private void made(Program program, String id) {
        ids.add(id);
        programs.add(program);
    }

    private void handed(int it, EngineStep.Hand hand, int number) {
        boolean wouldNotRest = hand == EngineStep.Hand.KEEP_RESTARTING
                && (it >= ids.size() || !programs.get(it).isRunningOn());
        if (!wouldNotRest) {
            if (hand == EngineStep.Hand.KEEP_RESTARTING) {
                restarting.add(it);
            }
            byHand(id(it), hand, number);
        }
    }

    /**
     * What the engine starts anew after it has ended for another signal than its own is killed with
     * it or not: that depends on which comes first, the new start or our waiting for the end.
     */
    private String heeded(int it, String signal) {
        return restarting.contains(it) ? "TERM" : signal;
    }

    private void met(EngineStep.Stranger step, int number) {
        String id = stranger(identity(step.instance(), step.incarnation()), step.labels(), number);
        made(Program.SLEEPS, id);
    }

    private static String ran(CommandResult result) {
        return result.exitCode() == 0 ? "printed: " + result.output() : "failed";
    }

    /** What the engines say of themselves there is their own affair. */
    private String output(int it, List<String> lines) {
        return programs.get(it) == Program.ECHOES ? lines.toString() : "done";
    }

    /** How many containers were made, also those that are gone. */
    final int made() {
        return ids.size();
    }

    final Optional<Program> program(String id) {
        int it = ids.indexOf(id);
        return it < 0 ? Optional.empty() : Optional.of(programs.get(it));
    }

    final int runs(String id) {
        return runs.getOrDefault(id, 0);
    }

    private String id(int it) {
        return it < ids.size() ? ids.get(it) : NOBODY;
    }

    /** Everything the port lists, by the order it was made in. */
    final String sight() {
        List<ObservedContainer> listed = runtime.list(cluster, NODE);
        listed.forEach(this::count);
        return listed.stream()
                .sorted(Comparator.comparing(each -> ids.indexOf(each.id())))
                .map(this::describe).collect(Collectors.joining("; "));
    }

    private void count(ObservedContainer container) {
        Instant before = started.getOrDefault(container.id(), Instant.EPOCH);
        if (!container.startedAt().equals(before)) {
            started.put(container.id(), container.startedAt());
            runs.merge(container.id(), 1, Integer::sum);
        }
    }

    private String describe(ObservedContainer container) {
        ContainerIdentity of = container.identity();
        return ids.indexOf(container.id()) + " " + of.instance().address() + " "
                + of.incarnation() + " of " + of.generation() + " " + container.state()
                + (container.state() == State.EXITED ? " " + container.exitCode() : "")
                + (container.outOfMemory() ? " out of memory" : "")
                + (runs(container.id()) > 0 ? " run " + runs(container.id()) : "");
    }

    private ContainerRequest request(EngineStep.Create create) {
        List<PortBinding> ports = create.port()
                .map(each -> new PortBinding("127.0.0.1", firstPort + each, 80)).stream()
                .toList();
        String image = create.imageIsThere() ? IMAGE : "orch-test/missing:no-such-tag";
        boolean keepsData = ADDRESSES.get(create.instance()).startsWith("db");
        return new ContainerRequest(identity(create.instance(), create.incarnation()), image,
                create.program().command(), List.of(), ports,
                keepsData ? List.of(new VolumeMount("data", "/data")) : List.of(),
                Resources.NONE, "TERM", Duration.ofSeconds(1));
    }

    private ContainerIdentity identity(int instance, int incarnation) {
        return new ContainerIdentity(cluster, NODE,
                InstanceId.parse(new ProjectName("shop"), ADDRESSES.get(instance)),
                new Incarnation(1, incarnation), new SpecHash("00112233445566778899aabbccddeeff"),
                7);
    }
}
