package orchestrator.core.wire;

import java.util.List;
import orchestrator.core.model.AssignedInstance.SecretUse;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;

/** Which secrets at which version; from copy to copy only its number is another. */
final class SecretUses implements Table<SecretUse> {
    private static final Table<ProjectName> PROJECTS = Tables.names(ProjectName::value,
            ProjectName::new);
    private static final Table<String> SCOPES = Tables.TEXTS.repeated();
    private static final Table<SecretName> SECRETS = Tables.names(SecretName::value,
            SecretName::new);

    @Override
    public void write(ByteWriter out, List<SecretUse> uses) {
        PROJECTS.write(out, uses, use -> use.id().project());
        SCOPES.write(out, uses, use -> use.id().scope());
        SECRETS.write(out, uses, use -> use.id().name());
        Tables.INTS.write(out, uses, SecretUse::version);
    }

    @Override
    public List<SecretUse> read(ByteReader in, int count) {
        List<ProjectName> projects = PROJECTS.read(in, count);
        List<String> scopes = SCOPES.read(in, count);
        List<SecretName> secrets = SECRETS.read(in, count);
        List<Integer> versions = Tables.INTS.read(in, count);
        return Table.rows(count, i -> new SecretUse(
                new SecretId(projects.get(i), scopes.get(i), secrets.get(i)), versions.get(i)));
    }
}
