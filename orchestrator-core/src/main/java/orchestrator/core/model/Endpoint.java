package orchestrator.core.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where an instance can be reached from other containers.
 *
 * @param host  the address of its node, as other containers reach it
 * @param ports port name to port of the node
 */
public record Endpoint(InstanceId instance, NodeName node, String host,
        SortedMap<String, Integer> ports) implements Comparable<Endpoint> {
    public Endpoint {
        ports = Collections.unmodifiableSortedMap(new TreeMap<String, Integer>(
                (Map<String, Integer>) ports));
    }

    @Override
    public int compareTo(Endpoint other) {
        return instance.compareTo(other.instance);
    }
}
