package orchestrator.reconciler.simulated;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRuntime.CommandResult;
import orchestrator.reconciler.runtime.ContainerRuntime.RenderedFile;

/** One pretended container. Only touched under the lock of its engine. */
final class SimulatedContainer {
    private static final int KEPT_LINES = 200;
    private static final int ENDED_BY_SIGTERM = 143;
    private static final int ENDED_BY_SIGKILL = 137;
    private static final int COMMAND_NOT_FOUND = 127;

    private final String id;
    private final ContainerRequest request;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> output = new ArrayList<>();
    private final List<SimulatedFollower> followers = new ArrayList<>();
    private State state = State.CREATED;
    private Instant startedAt = Instant.EPOCH;
    private int exitCode;
    private boolean outOfMemory;

    SimulatedContainer(String id, ContainerRequest request) {
        this.id = id;
        this.request = request;
    }

    ObservedContainer observed() {
        return new ObservedContainer(id, request.identity(), state, exitCode, outOfMemory,
                startedAt);
    }

    ContainerRequest request() {
        return request;
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    /** True while its processes are there, also when they do not run on. */
    boolean isAlive() {
        return state == State.RUNNING || state == State.PAUSED;
    }

    boolean listensOn(String address, int port) {
        return isRunning() && holds(address, port);
    }

    private boolean holds(String address, int port) {
        return request.ports().stream().anyMatch(
                each -> each.hostPort() == port && each.address().equals(address));
    }

    boolean collidesWith(SimulatedContainer other) {
        return other != this && other.isRunning() && request.ports().stream()
                .anyMatch(port -> other.holds(port.address(), port.hostPort()));
    }

    void start(Instant now) {
        state = State.RUNNING;
        startedAt = now;
        exitCode = 0;
        outOfMemory = false;
        say("simulated " + request.image() + " started");
        commandAtStart();
    }

    /** A few commands do what they are known for; every other one runs on. */
    private void commandAtStart() {
        List<String> command = request.command();
        switch (command.isEmpty() ? "" : command.getFirst()) {
            case "true" -> end(0, false);
            case "false" -> end(1, false);
            case "echo" -> {
                say(String.join(" ", command.subList(1, command.size())));
                end(0, false);
            }
            default -> {
            }
        }
    }

    void end(int code, boolean memory) {
        if (state != State.RUNNING && state != State.PAUSED) {
            return;
        }
        state = State.EXITED;
        exitCode = code;
        outOfMemory = memory;
        followers.forEach(SimulatedFollower::end);
        followers.clear();
    }

    void signal(String signal) {
        say("received SIG" + signal);
        switch (signal) {
            case "KILL" -> end(ENDED_BY_SIGKILL, false);
            case "TERM", "INT", "QUIT" -> end(ENDED_BY_SIGTERM, false);
            default -> {
            }
        }
    }

    /** The signal it is stopped by is the one it ends by: whoever wrote the file knows its image. */
    void stop(String signal) {
        signal(signal);
        end("KILL".equals(signal) ? ENDED_BY_SIGKILL : ENDED_BY_SIGTERM, false);
    }

    void pause() {
        state = State.PAUSED;
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
            case "no-such-command" -> new CommandResult(COMMAND_NOT_FOUND, "not found\n");
            default -> new CommandResult(0, "");
        };
    }

    void say(String line) {
        output.add(line);
        if (output.size() > KEPT_LINES) {
            output.removeFirst();
        }
        followers.forEach(follower -> follower.line(line));
    }

    List<String> lastOutput(int lines) {
        return List.copyOf(output.subList(Math.max(0, output.size() - lines), output.size()));
    }

    void follow(SimulatedFollower follower) {
        if (isRunning()) {
            followers.add(follower);
        } else {
            follower.end();
        }
    }

    void unfollow(SimulatedFollower follower) {
        followers.remove(follower);
    }
}
