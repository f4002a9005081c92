package orchestrator.reconciler.store;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.ClusterRecord;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Event;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SpecHash;

/** The records of a cluster, typed: what stands at each path of {@link Paths}. */
public final class ClusterRecords {
    private final ClusterStore store;

    public ClusterRecords(ClusterStore store) {
        this.store = store;
    }

    /** The store below, for watches, sessions and commits. */
    public ClusterStore store() {
        return store;
    }

    public Optional<Versioned<ClusterRecord>> cluster() {
        throw new UnsupportedOperationException();
    }

    public List<ProjectName> projects() {
        throw new UnsupportedOperationException();
    }

    public Optional<Versioned<ProjectRecord>> project(ProjectName project) {
        throw new UnsupportedOperationException();
    }

    public Optional<Versioned<Revision>> revision(ProjectName project, int number) {
        throw new UnsupportedOperationException();
    }

    /** Numbers of the revisions that are kept, ascending. */
    public List<Integer> revisions(ProjectName project) {
        throw new UnsupportedOperationException();
    }

    public Optional<Versioned<ContainerSpec>> spec(SpecHash hash) {
        throw new UnsupportedOperationException();
    }

    public List<NodeName> nodes() {
        throw new UnsupportedOperationException();
    }

    public Optional<Versioned<NodeRecord>> node(NodeName node) {
        throw new UnsupportedOperationException();
    }

    public boolean isPresent(NodeName node) {
        throw new UnsupportedOperationException();
    }

    public Optional<Versioned<NodeIntent>> intent(NodeName node) {
        throw new UnsupportedOperationException();
    }

    public Optional<Versioned<NodeAssignment>> assignment(NodeName node) {
        throw new UnsupportedOperationException();
    }

    public Optional<Versioned<NodeStatus>> status(NodeName node) {
        throw new UnsupportedOperationException();
    }

    public Optional<Versioned<SealedSecret>> secret(SecretId id) {
        throw new UnsupportedOperationException();
    }

    /** All secrets of a project that have a value. */
    public List<SecretId> secrets(ProjectName project) {
        throw new UnsupportedOperationException();
    }

    public Optional<Versioned<LeaderReport>> report() {
        throw new UnsupportedOperationException();
    }

    /** The bounded ring of events, oldest first. */
    public Versioned<List<Event>> events() {
        throw new UnsupportedOperationException();
    }

    /** The write that puts {@code value} at {@code path}: a create, or an update of {@code current}. */
    public StoreWrite put(String path, Object value, Optional<? extends Versioned<?>> current) {
        throw new UnsupportedOperationException();
    }
}
