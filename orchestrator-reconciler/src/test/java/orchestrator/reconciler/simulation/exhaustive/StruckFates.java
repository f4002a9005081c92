package orchestrator.reconciler.simulation.exhaustive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.git.SimulatedRepository.Trouble;
import orchestrator.reconciler.store.StoreWrite;

/** All goes well but for one call, if any; and every call is written down. */
final class StruckFates implements Fates {
    private final Optional<Blow> blow;
    private final Stage stage;
    private final Pasts pasts;
    private final List<Call> calls = new ArrayList<>();
    private Optional<Laggard> laggard = Optional.empty();
    private int begin = Integer.MAX_VALUE;
    private boolean struck;

    StruckFates(Optional<Blow> blow, Stage stage) {
        this.blow = blow;
        this.stage = stage;
        this.pasts = new Pasts(stage.cluster());
    }

    /** From now on: the story begins. */
    void begin() {
        begin = stage.cluster().timeline().calls();
        stage.cluster().fates(this);
    }

    /** What comes after the story is no part of it. */
    void end() {
        stage.cluster().fates(Fates.KIND);
    }

    boolean hasStruck() {
        return struck;
    }

    /** True when a server that lagged told anybody anything. */
    boolean hasDeceived() {
        return laggard.filter(Laggard::toldAnything).isPresent();
    }

    /**
     * All that can go wrong in the run that this was. Runs with one after the other of the blows in
     * a list are the same run, unless the server that lags tells somebody something.
     */
    List<List<Blow>> blows() {
        List<List<Blow>> all = new ArrayList<>();
        for (Call call : calls) {
            for (Harm harm : Harm.at(call)) {
                switch (harm) {
                    case MOVED -> pasts.ofItsSession(call).forEach(
                            lacks -> all.add(List.of(Blow.at(call, begin, harm, lacks))));
                    case BORN -> all.add(pasts.ofANewOne(call).stream()
                            .map(lacks -> Blow.at(call, begin, harm, lacks)).toList());
                    default -> all.add(List.of(Blow.at(call, begin, harm, 0)));
                }
            }
        }
        all.removeIf(List::isEmpty);
        return all;
    }

    int calls() {
        return calls.size();
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
    public Trouble git(Call call) {
        return harm(call).map(Harm::ofGit).orElse(Trouble.NONE);
    }

    @Override
    public boolean isLost(Call hint) {
        Optional<Harm> harm = harm(hint);
        done(hint);
        return harm.equals(Optional.of(Harm.NEVER_HEARD));
    }

    @Override
    public void done(Call call) {
        if (!isHere(call)) {
            return;
        }
        switch (blow.get().harm()) {
            case KILLED_AFTER -> stage.kill(call.process());
            case MOVED -> laggard().take(call.process());
            case BORN -> stage.kill(call.process().toString(), laggard()::welcome);
            default -> {
                // it was done to the call itself
            }
        }
    }

    private Laggard laggard() {
        Laggard made = new Laggard(stage.cluster(), blow.get().lacks());
        laggard = Optional.of(made);
        return made;
    }

    private Optional<Harm> harm(Call call) {
        calls.add(call);
        pasts.note(call);
        if (!isHere(call)) {
            return Optional.empty();
        }
        if (!Blow.nameOf(call).equals(blow.get().what())) {
            throw new AssertionError("the run is another one than the run without harm: "
                    + blow.get() + " is now " + Blow.nameOf(call));
        }
        struck = true;
        if (blow.get().harm() == Harm.KILLED_BEFORE) {
            stage.kill(call.process());
        }
        return Optional.of(blow.get().harm());
    }

    private boolean isHere(Call call) {
        return blow.filter(each -> each.call() == call.number() - begin).isPresent();
    }
}
