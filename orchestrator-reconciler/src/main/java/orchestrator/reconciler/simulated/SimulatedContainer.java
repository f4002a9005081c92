package orchestrator.reconciler.simulated;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRuntime.CommandResult;
import orchestrator.reconciler.runtime.ContainerRuntime.RenderedFile;
import orchestrator.reconciler.simulated.SimulatedDeed.Cause;
import orchestrator.reconciler.simulated.SimulatedDeed.Kind;

/** One pretended container. Only touched under the lock of its engine. */
final class SimulatedContainer {
    private static final int COMMAND_NOT_FOUND = 127;
    private static final int START_FAILED = 128;

    private final String id;
    private final ContainerRequest request;
    private final SimulatedProgram program;
    private final Consumer<SimulatedDeed> deeds;
    private final SimulatedOutput output = new SimulatedOutput();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Set<String> waitingSignals = new LinkedHashSet<>();
    private String name;
    private State state = State.CREATED;
    private Instant startedAt = Instant.EPOCH;
    private int exitCode;
    private boolean outOfMemory;
    private boolean dead;
    private boolean restarted;
    private boolean endAsked;
    private int runs;

    /** One that has just been made. {@code deeds} hears what happens to it. */
    SimulatedContainer(String id, String name, ContainerRequest request,
            Consumer<SimulatedDeed> deeds) {
        this.id = id;
        this.name = name;
        this.request = request;
        this.program = SimulatedProgram.of(request.command());
        this.deeds = deeds;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    void rename(String other) {
        name = other;
        did(Kind.RENAMED, Cause.HAND);
    }

    ObservedContainer observed() {
        return new ObservedContainer(id, request.identity(), state,
                state == State.EXITED ? exitCode : 0, outOfMemory, startedAt);
    }

    ContainerRequest request() {
        return request;
    }

    SimulatedProgram program() {
        return program;
    }

    SimulatedOutput output() {
        return output;
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    boolean isPaused() {
        return state == State.PAUSED;
    }

    /** True while its processes are there, also when they do not run on. */
    boolean isAlive() {
        return state == State.RUNNING || state == State.PAUSED;
    }

    /** True in that run of it; starting it anew is another one. */
    boolean isAliveIn(int run) {
        return isAlive() && runs == run;
    }

    int runs() {
        return runs;
    }

    boolean isDead() {
        return dead;
    }

    /** Someone began to remove it and could not: it can only be removed. */
    void die() {
        end(SimulatedProgram.ENDED_BY_SIGKILL, Cause.HAND);
        state = State.EXITED;
        dead = true;
    }

    /** Whether the engine starts it anew when it ends by itself, which we never ask for. */
    void restarted(boolean always) {
        restarted = always;
    }

    /** True when the engine starts it after an end that nobody asked the engine for. */
    boolean isRestarted() {
        return restarted && !endAsked;
    }

    boolean hasNoProgram() {
        return !request.command().isEmpty()
                && SimulatedProgram.MISSING.equals(request.command().getFirst());
    }

    boolean listensOn(String address, int port) {
        return isRunning() && holds(address, port);
    }

    private boolean holds(String address, int port) {
        return request.ports().stream().anyMatch(
                each -> each.hostPort() == port && each.address().equals(address));
    }

    boolean collidesWith(SimulatedContainer other) {
        return other != this && other.isAlive() && request.ports().stream()
                .anyMatch(port -> other.holds(port.address(), port.hostPort()));
    }

    void start(Instant now, Cause cause) {
        state = State.RUNNING;
        startedAt = now;
        exitCode = 0;
        outOfMemory = false;
        endAsked = false;
        runs++;
        did(Kind.STARTED, cause);
        output.say("simulated " + request.image() + " started");
        program.says().forEach(output::say);
        if (program.ends().filter(java.time.Duration::isZero).isPresent()) {
            end(program.exitCode(), Cause.ITSELF);
        }
    }

    /** The engine could not start it: it is what it was, and remembers that something went wrong. */
    void failedToStart() {
        exitCode = exitCode == 0 ? START_FAILED : exitCode;
    }

    void exhaustMemory() {
        if (isAlive()) {
            outOfMemory = true;
            end(SimulatedProgram.ENDED_BY_SIGKILL, Cause.MEMORY);
        }
    }

    /** Nothing happens when it has ended. */
    void end(int code, Cause cause) {
        if (!isAlive()) {
            return;
        }
        state = State.EXITED;
        exitCode = code;
        waitingSignals.clear();
        did(Kind.EXITED, cause);
        output.end();
    }

    /** What stands still hears of it later, unless it is the one signal that nobody can wait with. */
    void signal(String signal, Cause cause) {
        if (!isAlive()) {
            return;
        }
        boolean toEnd = "KILL".equals(signal) || signal.equals(request.stopSignal());
        boolean byEngine = cause != Cause.FENCER;
        endAsked |= byEngine && toEnd;
        // the engine lets it go on so that it can hear the signal that it is to end by
        if (byEngine && isPaused() && toEnd && !"KILL".equals(signal)) {
            unpause(cause);
        }
        if (!isAlive()) {
            return;
        }
        if (isPaused() && !"KILL".equals(signal)) {
            waitingSignals.add(signal);
        } else {
            output.say("received SIG" + signal);
            program.endsFor(signal).ifPresent(code -> end(code, cause));
        }
    }

    /** Says that somebody wants it to end; what it does about that is {@link #stop}. */
    void asked(Cause cause) {
        if (isAlive()) {
            did(Kind.STOPPED, cause);
        }
    }

    /** It hears that it is to end; it may have to be killed after its grace. */
    void stop(String signal, Cause cause) {
        if (!isAlive()) {
            return;
        }
        signal(signal, cause);
        if (program.whenAsked() && !isPaused()) {
            end(program.exitCode(), cause);
        }
    }

    void pause() {
        state = State.PAUSED;
        did(Kind.PAUSED, Cause.HAND);
    }

    void unpause(Cause cause) {
        state = State.RUNNING;
        did(Kind.UNPAUSED, cause);
        List<String> heard = new ArrayList<>(waitingSignals);
        waitingSignals.clear();
        heard.forEach(signal -> signal(signal, cause));
    }

    void did(Kind kind, Cause cause) {
        deeds.accept(new SimulatedDeed(kind, cause, id, request.identity()));
    }

    void write(List<RenderedFile> rendered) {
        rendered.forEach(file -> files.put(file.path(), file.content()));
    }

    Optional<String> file(String path) {
        return Optional.ofNullable(files.get(path))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    CommandResult run(List<String> command) {
        String arguments = String.join(" ", command.subList(1, command.size()));
        return switch (command.getFirst()) {
            case "false" -> new CommandResult(1, "");
            case "echo" -> new CommandResult(0, arguments + "\n");
            case "cat" -> file(arguments).map(text -> new CommandResult(0, text))
                    .orElse(new CommandResult(1, "cat: " + arguments + ": no such file\n"));
            case SimulatedProgram.MISSING -> new CommandResult(COMMAND_NOT_FOUND, "not found\n");
            default -> new CommandResult(0, "");
        };
    }
}
