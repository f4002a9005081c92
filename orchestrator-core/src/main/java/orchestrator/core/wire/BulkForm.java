package orchestrator.core.wire;

import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.NodeStatus.ImageStatus;
import orchestrator.core.model.Reason;
import orchestrator.core.model.Tombstone;
import orchestrator.core.model.VolumeId;
import orchestrator.core.wire.Table.Field;

/**
 * The content of the two bulk records from format 2 on: tables, field after field, as most of what
 * is said of one instance of a node is said of the next one too. What comes after the last table
 * that this program knows is passed over, so a later version adds a table at the end.
 */
final class BulkForm {
    private static final Table<InstanceId> IDS = new InstanceIds();
    private static final Table<AssignedInstance> ASSIGNED = new AssignedInstances();
    private static final Table<Tombstone> TOMBSTONES = new Tombstones();
    private static final Table<InstanceStatus> STATUSES = new InstanceStatuses();
    private static final Table<VolumeId> VOLUMES = Table.both(
            new Field<>(IDS, VolumeId::instance),
            new Field<>(Tables.TEXTS.repeated(), VolumeId::name), VolumeId::new);
    private static final Table<Optional<Reason>> TROUBLE = Tables.REASONS.optional();
    private static final Table<ImageStatus> IMAGES = Table.both(
            new Field<>(Tables.TEXTS, ImageStatus::image),
            new Field<>(Tables.REASONS, ImageStatus::state), ImageStatus::new);

    private BulkForm() {}

    static byte[] write(Object record) {
        ByteWriter out = new ByteWriter();
        switch (record) {
            case NodeAssignment assignment -> write(out, assignment);
            case NodeStatus status -> write(out, status);
            default -> throw new IllegalArgumentException("no bulk record: " + record.getClass());
        }
        return out.toBytes();
    }

    /**
     * What {@link #write} wrote, or a later version of it.
     *
     * @throws UnreadableRecordException when it is not such a record
     */
    static Object read(RecordKind kind, byte[] content) {
        ByteReader in = new ByteReader(content);
        try {
            return kind == RecordKind.ASSIGNMENT ? assignment(in) : status(in);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw UnreadableRecordException.damaged("it is not a " + kind.word(), e);
        }
    }

    private static void write(ByteWriter out, NodeAssignment assignment) {
        out.text(assignment.cluster().value());
        out.signed(assignment.epoch());
        out.signed(assignment.generation());
        ASSIGNED.writeAll(out, assignment.instances());
        TOMBSTONES.writeAll(out, assignment.tombstones());
    }

    private static NodeAssignment assignment(ByteReader in) {
        return new NodeAssignment(new ClusterId(in.text()), Math.toIntExact(in.signed()),
                in.signed(), ASSIGNED.readAll(in), TOMBSTONES.readAll(in));
    }

    private static void write(ByteWriter out, NodeStatus status) {
        out.name(status.node().value());
        out.signed(status.generation());
        STATUSES.writeAll(out, status.instances());
        VOLUMES.writeAll(out, status.volumes());
        TROUBLE.write(out, List.of(status.trouble()));
        IMAGES.writeAll(out, status.images());
    }

    private static NodeStatus status(ByteReader in) {
        return new NodeStatus(new NodeName(in.name()), in.signed(), STATUSES.readAll(in),
                VOLUMES.readAll(in), TROUBLE.read(in, 1).getFirst(), IMAGES.readAll(in));
    }
}
