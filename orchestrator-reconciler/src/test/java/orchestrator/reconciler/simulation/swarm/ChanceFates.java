package orchestrator.reconciler.simulation.swarm;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.store.StoreWrite;

/** Draws what becomes of every call, as often as the mix says. */
final class ChanceFates implements Fates {
    private static final int LONGEST_MILLIS = 4_000;

    private final Random random;
    private final FaultMix mix;
    private final Tally tally;

    ChanceFates(Random random, FaultMix mix, Tally tally) {
        this.random = random;
        this.mix = mix;
        this.tally = tally;
    }

    @Override
    public OfCommit commit(Call call, List<StoreWrite> writes) {
        if (random.nextDouble() >= mix.lostCommits()) {
            return OfCommit.ANSWERED;
        }
        OfCommit[] fates = OfCommit.values();
        OfCommit fate = fates[1 + random.nextInt(fates.length - 1)];
        tally.saw(switch (fate) {
            case REQUEST_LOST, ANSWERED -> Sometimes.REQUEST_LOST;
            case REFUSED_UNHEARD -> Sometimes.REFUSAL_UNHEARD;
            case REPLY_LOST -> Sometimes.REPLY_LOST;
            case IN_FLIGHT -> Sometimes.COMMIT_IN_FLIGHT;
        });
        return fate;
    }

    @Override
    public OfEngineCall engine(Call call) {
        if (random.nextDouble() >= mix.slowCalls()) {
            return OfEngineCall.ANSWERED;
        }
        OfEngineCall[] fates = OfEngineCall.values();
        return fates[random.nextInt(fates.length)];
    }

    @Override
    public boolean isLost(Call hint) {
        boolean lost = mix.lostHints() > 0 && random.nextDouble() < mix.lostHints();
        if (lost) {
            tally.saw(Sometimes.HINT_LOST);
        }
        return lost;
    }

    @Override
    public Duration delay(Call call) {
        return mix.slowCalls() > 0 && random.nextDouble() < mix.slowCalls()
                ? Duration.ofMillis(random.nextInt(LONGEST_MILLIS))
                : Duration.ZERO;
    }
}
