package orchestrator.reconciler.client;

import java.util.List;
import java.util.SortedSet;
import java.util.function.Supplier;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretId;
import orchestrator.core.state.DesiredProject;
import orchestrator.reconciler.secret.SecretSealer;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.StoreWrite;

/** The generated values that a project needs and does not have yet, whoever applies it. */
public final class FirstValues {
    /** Secrets beyond so many are stored ahead of the revision that needs them. */
    public static final int AT_ONCE = 200;

    private final ClusterRecords records;
    private final ProjectName project;
    private final SortedSet<SecretId> needed;

    private FirstValues(ClusterRecords records, ProjectName project,
            SortedSet<SecretId> needed) {
        this.records = records;
        this.project = project;
        this.needed = needed;
    }

    /** Those of that project. */
    public static FirstValues of(ClusterRecords records, DesiredProject project) {
        return new FirstValues(records, project.name(), GeneratedSecrets.of(project));
    }

    /** True when some have to be drawn. */
    public boolean areMissing() {
        return !needed.isEmpty() && !records.secrets(project).containsAll(needed);
    }

    /**
     * The writes that draw what is missing, as the store is now; more than {@link #AT_ONCE} are to
     * be made in several commits, after each of which this is to be asked again.
     *
     * @param sealer only asked when something is missing
     */
    public List<StoreWrite> writes(Supplier<ClusterId> cluster, Supplier<SecretSealer> sealer) {
        return areMissing()
                ? SecretWrites.of(records, project).generate(needed, cluster.get(), sealer.get())
                : List.of();
    }
}
