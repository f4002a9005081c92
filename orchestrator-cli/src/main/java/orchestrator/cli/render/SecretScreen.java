package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;

import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.reconciler.client.ClusterClient.SecretRow;

/** {@code orch secret list}: names, never values. */
public final class SecretScreen {
    private SecretScreen() {}

    /** A row per value; {@code missing} are those a person still has to give. */
    public static List<Line> of(ProjectName project, List<SecretRow> rows,
            List<SecretName> missing, Look look) {
        if (rows.isEmpty() && missing.isEmpty()) {
            return List.of(Line.of("Project " + project + " has no secrets."));
        }
        Table table = new Table("SECRET", "OF", "VERSION", "VALUE");
        for (SecretRow row : rows) {
            table.add(Tone.PLAIN, row.id().name().value(), scope(row.id()),
                    Integer.toString(row.version()), row.generated() ? "generated" : "given");
        }
        missing.forEach(name -> table.add(Tone.BAD, name.value(), "the project", "-",
                "missing: nobody has given it"));
        return new ArrayList<>(table.lines(look.width()));
    }

    private static String scope(SecretId id) {
        return id.scope().equals(SecretId.SHARED) ? "the project" : id.scope();
    }

    /** {@code orch secret list -o json}. */
    public static Json json(ProjectName project, List<SecretRow> rows, List<SecretName> missing) {
        return Json.document("orch.secrets/1").with("project", project)
                .with("secrets", rows.stream().map(row -> Json.object()
                        .with("name", row.id().name()).with("scope", row.id().scope())
                        .with("version", row.version()).with("generated", row.generated()))
                        .toList())
                .with("missing", missing);
    }
}
