package orchestrator.core.wire;

import java.util.List;
import java.util.SortedMap;
import orchestrator.core.model.Endpoint;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;

/** Where instances can be reached. */
final class Endpoints implements Table<Endpoint> {
    private static final Table<InstanceId> IDS = new InstanceIds();
    private static final Table<NodeName> NODES = Tables.names(NodeName::value, NodeName::new);
    private static final Table<String> HOSTS = Tables.TEXTS.repeated();
    private static final Table<SortedMap<String, Integer>> PORTS = new Ports();

    @Override
    public void write(ByteWriter out, List<Endpoint> endpoints) {
        IDS.write(out, endpoints, Endpoint::instance);
        NODES.write(out, endpoints, Endpoint::node);
        HOSTS.write(out, endpoints, Endpoint::host);
        PORTS.write(out, endpoints, Endpoint::ports);
    }

    @Override
    public List<Endpoint> read(ByteReader in, int count) {
        List<InstanceId> instances = IDS.read(in, count);
        List<NodeName> nodes = NODES.read(in, count);
        List<String> hosts = HOSTS.read(in, count);
        List<SortedMap<String, Integer>> ports = PORTS.read(in, count);
        return Table.rows(count, i -> new Endpoint(instances.get(i), nodes.get(i), hosts.get(i),
                ports.get(i)));
    }
}
