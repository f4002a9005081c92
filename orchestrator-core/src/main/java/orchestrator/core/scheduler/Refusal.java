package orchestrator.core.scheduler;

import orchestrator.core.model.NodeName;

/**
 * Why a node does not take an instance: the rule, and a phrase with the margin
 * ({@code "0.4GB short of memory"}).
 */
public record Refusal(NodeName node, Rule rule, String text) {
    /** The rules of placement, in the order they are asked. */
    public enum Rule {
        LOST, DRAINING, TROUBLE, IMAGE, ONLY, PINNED, DATA, NEAR, APART, PORT, CPU, MEMORY
    }
}
