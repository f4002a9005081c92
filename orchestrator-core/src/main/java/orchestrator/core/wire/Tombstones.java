package orchestrator.core.wire;

import java.util.List;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Reason;
import orchestrator.core.model.Tombstone;

/** What is over on one node. */
final class Tombstones implements Table<Tombstone> {
    private static final Table<InstanceId> IDS = new InstanceIds();

    @Override
    public void write(ByteWriter out, List<Tombstone> rows) {
        IDS.write(out, rows, Tombstone::id);
        Tables.INCARNATIONS.write(out, rows, Tombstone::incarnation);
        Tables.REASONS.write(out, rows, Tombstone::reason);
        Tables.FLAGS.write(out, rows, Tombstone::leased);
    }

    @Override
    public List<Tombstone> read(ByteReader in, int count) {
        List<InstanceId> ids = IDS.read(in, count);
        List<Incarnation> incarnations = Tables.INCARNATIONS.read(in, count);
        List<Reason> reasons = Tables.REASONS.read(in, count);
        List<Boolean> leased = Tables.FLAGS.read(in, count);
        return Table.rows(count, i -> new Tombstone(ids.get(i), incarnations.get(i),
                reasons.get(i), leased.get(i)));
    }
}
