package orchestrator.core.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;

import orchestrator.core.model.ClusterRecord;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.LeaseRecord;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.SealedSecret;

/**
 * What may be stored. The position of a bulk kind is part of its stored form: new kinds go to the
 * end.
 */
enum RecordKind {
    ASSIGNMENT(NodeAssignment.class),
    STATUS(NodeStatus.class),
    CLUSTER(
            ClusterRecord.class),
    PROJECT(ProjectRecord.class),
    REVISION(Revision.class),
    SPEC(
            ContainerSpec.class),
    NODE(NodeRecord.class),
    INTENT(NodeIntent.class),
    REPORT(
            LeaderReport.class),
    SECRET(SealedSecret.class),
    EVENTS(List.class),
    ROLLOUT(RolloutRecord.class),
    LEASE(LeaseRecord.class),
    GIT(GitSource.class),
    GITORDER(GitOrder.class),
    GITSTATE(GitState.class);

    private final Class<?> type;
    private final String word;

    RecordKind(Class<?> type) {
        this.type = type;
        this.word = name().toLowerCase(Locale.ROOT);
    }

    /** The two that there is one of per node, and that grow with what runs there. */
    boolean isBulk() {
        return this == ASSIGNMENT || this == STATUS;
    }

    /** The newest format of this kind that this program reads, and the one it writes. */
    int format() {
        return isBulk() ? Envelope.NEWEST_BULK : Envelope.NEWEST_TEXT;
    }

    /** Lets {@code mapper} find out, and remember, how it is read. */
    void prepare(ObjectMapper mapper) {
        mapper.readerFor(type);
    }

    Class<?> type() {
        return type;
    }

    String word() {
        return word;
    }

    /**
     * The kind of a value or of its class.
     *
     * @throws IllegalArgumentException when no record is of that class
     */
    static RecordKind of(Class<?> type) {
        for (RecordKind kind : values()) {
            if (kind.type.isAssignableFrom(type)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not a stored record: " + type.getName());
    }

    static RecordKind ofWord(String word) {
        for (RecordKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw UnreadableRecordException.damaged("it is of no known kind");
    }
}
