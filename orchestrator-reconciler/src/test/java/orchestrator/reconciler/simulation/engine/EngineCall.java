package orchestrator.reconciler.simulation.engine;

import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.SimulatedProcess;
import orchestrator.reconciler.simulation.SimulatedTimeline;

/** Makes the calls of one process to its engine, each as its fate wants it. */
final class EngineCall {
    /** A late effect comes after the caller has given up, not together with that. */
    private static final Duration TOO_LATE = Duration.ofMillis(500);

    private final SimulatedTimeline world;
    private final SimulatedProcess process;
    private final IntSupplier daemonEnds;

    /** @param daemonEnds how often the engine has ended so far */
    EngineCall(SimulatedTimeline world, SimulatedProcess process, IntSupplier daemonEnds) {
        this.world = world;
        this.process = process;
        this.daemonEnds = daemonEnds;
    }

    void tell(String what, Duration deadline, Runnable effect) {
        ask(what, deadline, () -> {
            effect.run();
            return true;
        });
    }

    /** @param deadline after which the caller gives up */
    <T> T ask(String what, Duration deadline, Supplier<T> effect) {
        Call call = world.nextCall(process, Call.Kind.ENGINE, what);
        Fates fates = world.fates();
        Duration delay = fates.delay(call);
        if (delay.compareTo(deadline) >= 0) {
            return hang(deadline, delay, effect, call);
        }
        if (delay.isPositive()) {
            world.pause(delay);
        }
        Fates.OfEngineCall fate = fates.engine(call);
        process.goOnOnlyAlive();
        return switch (fate) {
            case ANSWERED -> answered(call, fates, effect);
            case FAILED_BEFORE -> throw failure(call);
            case FAILED_AFTER -> {
                answered(call, fates, effect);
                throw failure(call);
            }
            case HUNG_BEFORE -> throw silence(deadline, call);
            case HUNG_THEN_DONE -> hang(deadline, deadline.plus(TOO_LATE), effect, call);
        };
    }

    private <T> T answered(Call call, Fates fates, Supplier<T> effect) {
        T answer = effect.get();
        fates.done(call);
        process.goOnOnlyAlive();
        return answer;
    }

    /** Also when the caller is long dead the engine does what has reached it, unless it ends. */
    private <T> T hang(Duration deadline, Duration until, Supplier<T> effect, Call call) {
        int before = daemonEnds.getAsInt();
        world.after(until, () -> {
            if (daemonEnds.getAsInt() == before) {
                world.work(() -> unheard(effect));
            }
        });
        throw silence(deadline, call);
    }

    private static void unheard(Supplier<?> effect) {
        try {
            effect.get();
        } catch (ContainerRuntimeException | ContainerRuntimeUnavailableException e) {
            // nobody is there to be told
        }
    }

    private ContainerRuntimeUnavailableException silence(Duration deadline, Call call) {
        world.pause(deadline);
        return new ContainerRuntimeUnavailableException("the container engine did not answer"
                + " within " + deadline.toSeconds() + "s: cannot " + call.what(), null);
    }

    private static ContainerRuntimeException failure(Call call) {
        return new ContainerRuntimeException(Kind.REFUSED,
                "cannot " + call.what() + ": unexpected end of file", null);
    }
}
