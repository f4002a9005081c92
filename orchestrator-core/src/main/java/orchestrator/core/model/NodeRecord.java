package orchestrator.core.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a node offers, written by its agent when it starts.
 *
 * @param address        where other containers reach the ports of its instances
 * @param publishAddress where {@code publish}ed ports listen
 * @param logsAddress    {@code host:port} of the agent's own endpoint
 * @param firstPort      first of the host ports the leader may give out on this node
 * @param lastPort       last of them
 * @param bootToken      drawn anew at every start of the agent: two agents of one name are told apart
 * @param simulated      true where containers are only pretended
 */
public record NodeRecord(NodeName name, Resources capacity, SortedMap<String, String> labels,
        String address, String publishAddress, String logsAddress, int firstPort, int lastPort,
        String bootToken, String version, boolean simulated) {
    public NodeRecord {
        labels = Collections.unmodifiableSortedMap(new TreeMap<String, String>(
                (Map<String, String>) labels));
    }
}
