package orchestrator.reconciler.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ExecCreateCmdResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.WaitResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.runtime.ContainerRuntime.CommandResult;
import orchestrator.reconciler.runtime.ContainerRuntime.Following;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;

/** What is done with a running container and takes its time. */
final class ContainerCommands {
    private final EngineCalls calls;

    ContainerCommands(EngineCalls calls) {
        this.calls = calls;
    }

    /**
     * Signal, wait, kill. The engine's own stop takes a signal only in newer versions, and else
     * sends the one the container was created with.
     */
    void stop(String containerId, String signal, Duration grace) {
        String attempt = "stop container " + DockerContainerRuntime.shortened(containerId);
        Duration deadline = grace.plus(EngineCalls.DEADLINE);
        calls.askLong(deadline, attempt, client -> {
            try {
                client.killContainerCmd(containerId).withSignal(signal).exec();
                if (!ended(client, containerId, grace)) {
                    client.killContainerCmd(containerId).withSignal("KILL").exec();
                    ended(client, containerId, EngineCalls.DEADLINE);
                }
            } catch (ConflictException | NotFoundException e) {
                ignoreWhenEnded(e);
            }
            return true;
        });
    }

    private static void ignoreWhenEnded(RuntimeException refusal) {
        String words = String.valueOf(refusal.getMessage());
        if (!words.contains("is not running") && !words.contains("No such container")) {
            throw refusal;
        }
    }

    private static boolean ended(DockerClient client, String containerId, Duration within)
            throws InterruptedException {
        try (Waiting waiting = new Waiting()) {
            client.waitContainerCmd(containerId).exec(waiting);
            return waiting.awaitEnd(within);
        }
    }

    CommandResult run(String containerId, List<String> command, Duration timeout) {
        String attempt = "run " + command.getFirst() + " in container "
                + DockerContainerRuntime.shortened(containerId);
        return calls.askLong(timeout.plus(EngineCalls.DEADLINE), attempt, client -> {
            ExecCreateCmdResponse made = client.execCreateCmd(containerId)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .withCmd(command.toArray(String[]::new))
                    .exec();
            try (CapturedOutput output = new CapturedOutput()) {
                client.execStartCmd(made.getId()).exec(output);
                if (!output.awaitEnd(timeout)) {
                    Long pid = client.inspectExecCmd(made.getId()).exec().getPidLong();
                    HungCommand.end(containerId, pid == null ? 0 : pid);
                    throw new ContainerRuntimeException(Kind.REFUSED, command.getFirst()
                            + " did not end within " + timeout.toMillis() + " ms", null);
                }
                Long exitCode = client.inspectExecCmd(made.getId()).exec().getExitCodeLong();
                return new CommandResult(exitCode == null ? -1 : exitCode.intValue(),
                        output.text());
            }
        });
    }

    List<String> lastOutput(String containerId, int lines) {
        return calls.askLong(EngineCalls.DEADLINE, "read the output of container "
                + DockerContainerRuntime.shortened(containerId), client -> {
                    List<String> read = new ArrayList<>();
                    try (OutputLines output = new OutputLines(read::add, () -> {})) {
                        client.logContainerCmd(containerId)
                                .withStdOut(true)
                                .withStdErr(true)
                                .withTail(lines)
                                .exec(output);
                        output.awaitEnd();
                    }
                    return List.copyOf(read);
                });
    }

    Following follow(String containerId, int lastLines, OutputLines output) {
        String attempt = "follow the output of container "
                + DockerContainerRuntime.shortened(containerId);
        try {
            calls.askLong(EngineCalls.DEADLINE, attempt, client -> {
                client.logContainerCmd(containerId)
                        .withStdOut(true)
                        .withStdErr(true)
                        .withFollowStream(true)
                        .withTail(lastLines)
                        .exec(output);
                output.awaitStart();
                return true;
            });
        } catch (RuntimeException e) {
            // nobody will close what begins too late
            output.close();
            throw e;
        }
        return output::close;
    }

    private static final class Waiting extends EngineStream<WaitResponse> {
        @Override
        public void onNext(WaitResponse ended) {
            // the end of the stream says it all
        }
    }
}
