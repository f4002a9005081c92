package orchestrator.core.scheduler;

import java.util.ArrayList;
import java.util.List;

import orchestrator.core.model.CopyId;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Peers;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ServiceName;

/**
 * Which nodes run anything of a service, of a copy, or one very instance, and which have changed
 * lately. Every {@link NodeLedger} tells of what comes and goes. Only the first ledger of a node is
 * a member; one that takes its place in {@link ClusterLedger#with} tells that it changed, no more.
 */
final class Census {
    private final NodeLedger[] members;
    private final Groups<ServiceKey> services = new Groups<>(this::nextNumber);
    private final Groups<CopyKey> copies = new Groups<>(this::nextNumber);
    private final Homes homes = new Homes(
            id -> new Homes.Row(Peers.of(id), service(id), copy(id)));
    private final List<NodeLedger> altered = new ArrayList<>();
    private final int[] changed;
    private long changes;
    private int groups;

    Census(int nodes) {
        members = new NodeLedger[nodes];
        changed = new int[Math.max(16, nodes)];
    }

    private record ServiceKey(ProjectName project, ServiceName service)
            implements
                Comparable<ServiceKey> {
        @Override
        public int compareTo(ServiceKey other) {
            int byProject = project.compareTo(other.project);
            return byProject != 0 ? byProject : service.compareTo(other.service);
        }
    }

    private record CopyKey(ProjectName project, CopyId copy) implements Comparable<CopyKey> {
        @Override
        public int compareTo(CopyKey other) {
            int byProject = project.compareTo(other.project);
            return byProject != 0 ? byProject : copy.compareTo(other.copy);
        }
    }

    /** All of the same service of the same project. */
    Group service(InstanceId id) {
        return services.of(new ServiceKey(id.project(), id.service()));
    }

    /** All of the same copy; {@link Group#NOBODY} for an instance of none. */
    Group copy(InstanceId id) {
        return id.copy().isEmpty()
                ? Group.NOBODY
                : copies.of(new CopyKey(id.project(), id.copy().get()));
    }

    /** Ledgers on which something was given out or taken back since their nodes were seen. */
    List<NodeLedger> altered() {
        return altered;
    }

    /** Where each instance runs. */
    Homes homes() {
        return homes;
    }

    /** Makes a ledger the member for its node, when there is none yet. */
    void enter(NodeLedger node) {
        if (members[node.index()] == null) {
            members[node.index()] = node;
        }
    }

    /** {@code node} runs one more. */
    void added(NodeLedger node, InstanceId id) {
        noteChange(node);
        Homes.Row row = homes.row(id);
        joined(node, row.siblings());
        joined(node, row.mates());
        if (isMember(node)) {
            homes.add(row, id, node.index());
        }
    }

    /** {@code node} runs one less. */
    void removed(NodeLedger node, InstanceId id) {
        noteChange(node);
        Homes.Row row = homes.row(id);
        left(node, row.siblings());
        left(node, row.mates());
        if (isMember(node) && node.runs(id) == 0) {
            homes.remove(row, id, node.index());
        }
    }

    /** How many changes there were. */
    long changes() {
        return changes;
    }

    /** True when all changes are still known that came after so many. */
    boolean remembers(long since) {
        return changes - since <= changed.length;
    }

    /** Index of the node that changed then; {@code change} counts from 0. */
    int changedBy(long change) {
        return changed[(int) (change % changed.length)];
    }

    private int nextNumber() {
        return groups++;
    }

    private boolean isMember(NodeLedger node) {
        return members[node.index()] == node;
    }

    /** Something of that node is not as it was. */
    void noteChange(NodeLedger node) {
        changed[(int) (changes % changed.length)] = node.index();
        changes++;
    }

    private void joined(NodeLedger node, Group group) {
        if (group != Group.NOBODY && node.counts().add(group.number()) == 1 && isMember(node)) {
            group.arrived(node.index());
        }
    }

    private void left(NodeLedger node, Group group) {
        if (group != Group.NOBODY && node.counts().remove(group.number()) == 0
                && isMember(node)) {
            group.left(index -> members[index].count(group) > 0);
        }
    }
}
