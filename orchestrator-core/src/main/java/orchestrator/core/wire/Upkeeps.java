package orchestrator.core.wire;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.AssignedInstance.Upkeep;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.wire.Table.Field;

/** How agents look after what they run. */
final class Upkeeps implements Table<Upkeep> {
    private static final Table<Duration> DURATIONS = Table.both(
            new Field<>(Tables.LONGS, Duration::getSeconds),
            new Field<>(new Fractions(), Duration::getNano), Duration::ofSeconds);
    private static final Table<Optional<String>> IMAGES = Tables.TEXTS.optional();
    private static final Table<Exclusive> EXCLUSIVE = Tables.words(Exclusive::valueOf);

    @Override
    public void write(ByteWriter out, List<Upkeep> upkeeps) {
        DURATIONS.write(out, upkeeps, Upkeep::stableFor);
        IMAGES.write(out, upkeeps, Upkeep::nextImage);
        EXCLUSIVE.write(out, upkeeps, Upkeep::exclusive);
    }

    @Override
    public List<Upkeep> read(ByteReader in, int count) {
        List<Duration> stable = DURATIONS.read(in, count);
        List<Optional<String>> images = IMAGES.read(in, count);
        List<Exclusive> exclusive = EXCLUSIVE.read(in, count);
        return Table.rows(count, i -> new Upkeep(stable.get(i), images.get(i), exclusive.get(i)));
    }
}
