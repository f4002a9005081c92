package orchestrator.core.scheduler;

import orchestrator.core.model.NodeName;

/**
 * Something that ties an instance to one node: its data, an instance it must be near, or the node
 * it was made for. {@code text} is what every other node is refused with.
 */
public record Anchor(NodeName node, Refusal.Rule rule, String text) {}
