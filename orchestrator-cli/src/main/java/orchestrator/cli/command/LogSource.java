package orchestrator.cli.command;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeRecord;

/** What containers wrote, fetched from the agent of their node. */
public interface LogSource {
    /**
     * Passes on the lines of one instance as they come; returns at their end, or soon after
     * {@code ended} says that nobody reads any more.
     *
     * @throws Failure when the node does not answer, or has no container of that instance
     */
    void read(NodeRecord node, Request request, Consumer<String> line, BooleanSupplier ended);

    /**
     * What is wanted.
     *
     * @param tail   how many of the last lines first
     * @param follow whether to wait for more
     */
    record Request(InstanceId instance, int tail, boolean follow) {}
}
