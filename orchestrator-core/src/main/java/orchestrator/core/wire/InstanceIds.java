package orchestrator.core.wire;

import java.util.List;
import java.util.Optional;
import orchestrator.core.model.CopyId;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.StackName;
import orchestrator.core.wire.Table.Field;

/** Sorted as they mostly are, few of their names are others than those of the one before. */
final class InstanceIds implements Table<InstanceId> {
    private static final Table<ProjectName> PROJECTS = Tables.names(ProjectName::value,
            ProjectName::new);
    private static final Table<StackName> STACKS = Tables.names(StackName::value, StackName::new);
    private static final Table<Optional<CopyId>> COPIES = Table.both(
            new Field<>(STACKS, CopyId::stack), new Field<>(Tables.INTS, CopyId::number),
            CopyId::new).optional().repeated();
    private static final Table<ServiceName> SERVICES = Tables.names(ServiceName::value,
            ServiceName::new);

    @Override
    public void write(ByteWriter out, List<InstanceId> ids) {
        PROJECTS.write(out, ids, InstanceId::project);
        COPIES.write(out, ids, InstanceId::copy);
        SERVICES.write(out, ids, InstanceId::service);
        Tables.INTS.write(out, ids, InstanceId::number);
    }

    @Override
    public List<InstanceId> read(ByteReader in, int count) {
        List<ProjectName> projects = PROJECTS.read(in, count);
        List<Optional<CopyId>> copies = COPIES.read(in, count);
        List<ServiceName> services = SERVICES.read(in, count);
        List<Integer> numbers = Tables.INTS.read(in, count);
        return Table.rows(count, i -> new InstanceId(projects.get(i), copies.get(i),
                services.get(i), numbers.get(i)));
    }
}
