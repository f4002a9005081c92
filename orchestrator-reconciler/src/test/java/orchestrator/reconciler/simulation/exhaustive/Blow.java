package orchestrator.reconciler.simulation.exhaustive;

import java.util.Optional;
import orchestrator.reconciler.simulation.Call;

/**
 * One thing that goes wrong in one run.
 *
 * @param call the number of the call it happens at, counted from where the story begins
 * @param what who calls what there, by the run without harm
 */
record Blow(int call, Harm harm, String what) {
    static Blow at(Call call, int begin, Harm harm) {
        return new Blow(call.number() - begin, harm, nameOf(call));
    }

    static String nameOf(Call call) {
        return call.process() + ": " + call.kind() + " " + call.what();
    }

    /** As a property of the build names it: {@code 117:REPLY_LOST}. */
    static Optional<String> chosen() {
        return Optional.ofNullable(System.getProperty("orch.exhaustive.blow"));
    }

    String name() {
        return call + ":" + harm;
    }

    @Override
    public String toString() {
        return "call " + call + " (" + what + ") " + harm;
    }
}
