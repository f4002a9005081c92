package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.util.List;
import orchestrator.reconciler.simulation.InMemoryClusterStore.NextCommit;
import orchestrator.reconciler.simulation.InMemoryClusterStore.Passage;
import orchestrator.reconciler.store.StoreWrite;

/** The way of one process to the store: it takes time, and the {@link Fates} decide what arrives. */
final class StoreWay implements InMemoryClusterStore.Way {
    private static final int SHORTEST_MICROS = 100;
    private static final int LONGEST_MICROS = 900;
    private static final int LATEST_MILLIS = 3_000;

    private final SimulatedTimeline world;
    private final SimulatedProcess process;
    private final InMemoryClusterStore store;

    StoreWay(SimulatedTimeline world, SimulatedProcess process, InMemoryClusterStore store) {
        this.world = world;
        this.process = process;
        this.store = store;
    }

    @Override
    public String process() {
        return process.toString();
    }

    @Override
    public void there() {
        process.goOnOnlyAlive();
        pass(draw());
    }

    @Override
    public Passage there(List<StoreWrite> writes) {
        Call call = world.nextCall(process, Call.Kind.COMMIT, nameOf(writes));
        Fates fates = world.fates();
        pass(draw().plus(fates.delay(call)));
        NextCommit next = switch (fates.commit(call, writes)) {
            case ANSWERED -> NextCommit.ANSWERED;
            case REQUEST_LOST, REFUSED_UNHEARD -> NextCommit.REQUEST_LOST;
            case REPLY_LOST -> NextCommit.REPLY_LOST;
            case IN_FLIGHT -> NextCommit.IN_FLIGHT;
        };
        process.goOnOnlyAlive();
        if (next == NextCommit.IN_FLIGHT) {
            world.after(Duration.ofMillis(1 + world.random().nextInt(LATEST_MILLIS)),
                    store::landInFlight);
        }
        return new Passage(next, () -> fates.done(call));
    }

    @Override
    public void back() {
        process.goOnOnlyAlive();
        pass(draw());
    }

    @Override
    public boolean isLost(String hint) {
        return world.fates().isLost(world.nextCall(process, Call.Kind.STORE_HINT, hint));
    }

    private Duration draw() {
        return Duration.ofNanos(1_000L * (SHORTEST_MICROS
                + world.random().nextInt(LONGEST_MICROS - SHORTEST_MICROS)));
    }

    private void pass(Duration duration) {
        if (world.isWithin()) {
            world.pause(duration);
        }
    }

    /** As {@code update /assignments/core-01}: the first write that is not a mere check. */
    static String nameOf(List<StoreWrite> writes) {
        StoreWrite first = writes.stream().filter(each -> !(each instanceof StoreWrite.Check))
                .findFirst().orElse(writes.getFirst());
        return switch (first) {
            case StoreWrite.Check check -> "check " + check.path();
            case StoreWrite.Create create -> "create " + create.path();
            case StoreWrite.Update update -> "update " + update.path();
            case StoreWrite.Delete delete -> "delete " + delete.path();
        };
    }
}
