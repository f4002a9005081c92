package orchestrator.reconciler.wiring;

import java.nio.file.Path;
import java.util.SortedMap;

import orchestrator.core.model.NodeName;
import orchestrator.core.model.Resources;

/**
 * What one agent is told.
 *
 * @param node      its name; two agents of one name keep each other from working
 * @param zookeeper connect string of the ensemble
 * @param keyFile   the cluster key
 * @param state     directory in which the agent remembers what it was told last
 * @param addresses where its node is reached
 * @param ports     host ports of the node: the first is the agent's own, the leader gives out the
 *                  others
 * @param offered   what the node offers; what is zero is taken from the machine
 */
public record AgentOptions(NodeName node, String zookeeper, Path keyFile, Path state,
        Addresses addresses, PortRange ports, SortedMap<String, String> labels,
        Resources offered) {
    /**
     * Addresses of a node; nothing listens on any other.
     *
     * @param node     where containers of other nodes reach the ports of this one
     * @param publish  where published ports listen
     * @param logs     where the agent itself listens
     * @param logsPort and at which port; 0 for any
     */
    public record Addresses(String node, String publish, String logs, int logsPort) {}
}
