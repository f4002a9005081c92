package orchestrator.core.wire;

import java.time.Instant;
import java.util.List;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.InstanceStatus.Condition;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;

/** What an agent says of all it runs; of a quiet node that is mostly one thing. */
final class InstanceStatuses implements Table<InstanceStatus> {
    private static final Table<InstanceId> IDS = new InstanceIds();
    private static final Table<Phase> PHASES = Tables.words(Phase::valueOf);
    private static final Table<Instant> SINCE = Tables.INSTANTS.repeated();
    private static final Table<Integer> RESTARTS = Tables.INTS.repeated();
    private static final Table<Long> GENERATIONS = Tables.LONGS.repeated();
    private static final Table<List<String>> OUTPUTS = Tables.TEXTS.lists().repeated();

    private static final SharedValues<Condition> CONDITIONS = new SharedValues<>();

    @Override
    public void write(ByteWriter out, List<InstanceStatus> rows) {
        IDS.write(out, rows, InstanceStatus::id);
        Tables.INCARNATIONS.write(out, rows, InstanceStatus::incarnation);
        PHASES.write(out, rows, InstanceStatus::phase);
        Tables.REASONS.write(out, rows, InstanceStatus::reason);
        SINCE.write(out, rows, InstanceStatus::since);
        RESTARTS.write(out, rows, InstanceStatus::restarts);
        GENERATIONS.write(out, rows, InstanceStatus::listsGeneration);
        OUTPUTS.write(out, rows, InstanceStatus::output);
        Tables.FLAGS.write(out, rows, InstanceStatus::stable);
    }

    @Override
    public List<InstanceStatus> read(ByteReader in, int count) {
        List<InstanceId> ids = IDS.read(in, count);
        List<Incarnation> incarnations = Tables.INCARNATIONS.read(in, count);
        List<Phase> phases = PHASES.read(in, count);
        List<Reason> reasons = Tables.REASONS.read(in, count);
        List<Instant> since = SINCE.read(in, count);
        List<Integer> restarts = RESTARTS.read(in, count);
        List<Long> generations = GENERATIONS.read(in, count);
        List<List<String>> outputs = OUTPUTS.read(in, count);
        List<Boolean> stable = Tables.FLAGS.read(in, count);
        return Table.rows(count, i -> new InstanceStatus(ids.get(i), incarnations.get(i),
                since.get(i), shared(new Condition(phases.get(i), reasons.get(i),
                        restarts.get(i), generations.get(i), outputs.get(i), stable.get(i)))));
    }

    /** What has put something out is like no other, and too much to be kept for that. */
    private static Condition shared(Condition condition) {
        return condition.output().isEmpty() ? CONDITIONS.apply(condition) : condition;
    }
}
