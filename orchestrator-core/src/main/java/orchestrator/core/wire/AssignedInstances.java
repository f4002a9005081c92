package orchestrator.core.wire;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import orchestrator.core.model.Arrangement;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.AssignedInstance.EndpointList;
import orchestrator.core.model.AssignedInstance.Origin;
import orchestrator.core.model.AssignedInstance.Reference;
import orchestrator.core.model.AssignedInstance.SecretUse;
import orchestrator.core.model.AssignedInstance.Upkeep;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.SpecHash;
import orchestrator.core.wire.Table.Field;

/** The placements of one node; most of what they say they say alike. */
final class AssignedInstances implements Table<AssignedInstance> {
    private static final Table<InstanceId> IDS = new InstanceIds();
    private static final Table<SpecHash> SPECS = Tables.HASHES.repeated();
    /** Nothing where it is the spec itself. */
    private static final Table<Optional<SpecHash>> CONTAINERS = Tables.HASHES.optional()
            .repeated();
    private static final Table<SortedMap<String, Integer>> PORTS = new Ports();
    private static final Table<Resources> RESERVED = Table.both(
            new Field<>(Tables.INTS, Resources::milliCpu),
            new Field<>(Tables.LONGS, Resources::memoryBytes), Resources::new).repeated();
    private static final Table<List<Integer>> PUBLISHED = Tables.INTS.lists().repeated();
    private static final Table<List<Reference>> REFERENCES = Table.both(
            new Field<>(Tables.names(ServiceName::value, ServiceName::new),
                    Reference::service),
            new Field<>(new Endpoints(), Reference::endpoint), Reference::new).lists().repeated();
    private static final Table<List<EndpointList>> LISTS = Table.both(
            new Field<>(Tables.TEXTS.repeated(), EndpointList::selector),
            new Field<>(new Endpoints().lists(), EndpointList::endpoints), EndpointList::new)
            .lists().repeated();
    private static final Table<Long> GENERATIONS = Tables.LONGS.repeated();
    private static final Table<List<SecretUse>> SECRETS = new SecretUses().lists().repeated();
    private static final Table<Origin> ORIGINS = Table.both(
            new Field<>(Tables.INTS, Origin::revision),
            new Field<>(Tables.INTS, Origin::restart), Origin::new).repeated();
    private static final Table<Upkeep> UPKEEPS = new Upkeeps().repeated();

    private static final SharedValues<Arrangement> ARRANGEMENTS = new SharedValues<>();

    @Override
    public void write(ByteWriter out, List<AssignedInstance> rows) {
        IDS.write(out, rows, AssignedInstance::id);
        Tables.INCARNATIONS.write(out, rows, AssignedInstance::incarnation);
        SPECS.write(out, rows, AssignedInstance::spec);
        CONTAINERS.write(out, rows, AssignedInstances::ownContainer);
        PORTS.write(out, rows, AssignedInstance::hostPorts);
        RESERVED.write(out, rows, AssignedInstance::reserved);
        PUBLISHED.write(out, rows, AssignedInstance::published);
        REFERENCES.write(out, rows, AssignedInstance::references);
        LISTS.write(out, rows, AssignedInstance::lists);
        GENERATIONS.write(out, rows, AssignedInstance::listsGeneration);
        SECRETS.write(out, rows, AssignedInstance::secrets);
        ORIGINS.write(out, rows, AssignedInstance::origin);
        UPKEEPS.write(out, rows, AssignedInstance::upkeep);
    }

    private static Optional<SpecHash> ownContainer(AssignedInstance row) {
        return row.container().equals(row.spec()) ? Optional.empty() : Optional.of(row.container());
    }

    @Override
    public List<AssignedInstance> read(ByteReader in, int count) {
        List<InstanceId> ids = IDS.read(in, count);
        List<Incarnation> incarnations = Tables.INCARNATIONS.read(in, count);
        List<SpecHash> specs = SPECS.read(in, count);
        List<Optional<SpecHash>> containers = CONTAINERS.read(in, count);
        List<SortedMap<String, Integer>> ports = PORTS.read(in, count);
        List<Resources> reserved = RESERVED.read(in, count);
        List<List<Integer>> published = PUBLISHED.read(in, count);
        List<List<Reference>> references = REFERENCES.read(in, count);
        List<List<EndpointList>> lists = LISTS.read(in, count);
        List<Long> generations = GENERATIONS.read(in, count);
        List<List<SecretUse>> secrets = SECRETS.read(in, count);
        List<Origin> origins = ORIGINS.read(in, count);
        List<Upkeep> upkeeps = UPKEEPS.read(in, count);
        return Table.rows(count, i -> new AssignedInstance(ids.get(i), incarnations.get(i),
                ports.get(i), generations.get(i),
                ARRANGEMENTS.apply(new Arrangement(specs.get(i),
                        containers.get(i).orElse(specs.get(i)), reserved.get(i), published.get(i),
                        references.get(i), lists.get(i), secrets.get(i), origins.get(i),
                        upkeeps.get(i)))));
    }
}
