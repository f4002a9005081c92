package orchestrator.reconciler.simulation.exhaustive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.SimulatedProcess;
import orchestrator.reconciler.store.StoreWrite;

/** All goes well but for one call, if any; and every call is written down. */
final class StruckFates implements Fates {
    private final int begin;
    private final Optional<Blow> blow;
    private final Consumer<SimulatedProcess> kill;
    private final List<Call> calls = new ArrayList<>();
    private boolean struck;

    /** @param begin the number of the last call before the story */
    StruckFates(int begin, Optional<Blow> blow, Consumer<SimulatedProcess> kill) {
        this.begin = begin;
        this.blow = blow;
        this.kill = kill;
    }

    List<Call> calls() {
        return calls;
    }

    boolean hasStruck() {
        return struck;
    }

    @Override
    public OfCommit commit(Call call, List<StoreWrite> writes) {
        return harm(call).map(Harm::ofCommit).orElse(OfCommit.ANSWERED);
    }

    @Override
    public OfEngineCall engine(Call call) {
        return harm(call).map(Harm::ofEngineCall).orElse(OfEngineCall.ANSWERED);
    }

    @Override
    public boolean isLost(Call hint) {
        return harm(hint).isPresent();
    }

    @Override
    public void done(Call call) {
        if (isHere(call) && blow.get().harm() == Harm.KILLED_AFTER) {
            kill.accept(call.process());
        }
    }

    private Optional<Harm> harm(Call call) {
        calls.add(call);
        if (!isHere(call)) {
            return Optional.empty();
        }
        if (!Blow.nameOf(call).equals(blow.get().what())) {
            throw new AssertionError("the run is another one than the run without harm: "
                    + blow.get() + " is now " + Blow.nameOf(call));
        }
        struck = true;
        if (blow.get().harm() == Harm.KILLED_BEFORE) {
            kill.accept(call.process());
        }
        return Optional.of(blow.get().harm());
    }

    private boolean isHere(Call call) {
        return blow.filter(each -> each.call() == call.number() - begin).isPresent();
    }
}
