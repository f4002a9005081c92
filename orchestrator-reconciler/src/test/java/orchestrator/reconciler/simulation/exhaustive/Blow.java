package orchestrator.reconciler.simulation.exhaustive;

import java.io.Serializable;
import orchestrator.reconciler.simulation.Call;

/**
 * One thing that goes wrong in one run.
 *
 * @param call the number of the call it happens at, counted from where the story begins
 * @param harm what happens there
 * @param what  who calls what there, by the run without harm
 * @param lacks how many of the latest transactions the server lacks that the caller comes to, where
 *              the harm is that it comes to such a one
 */
record Blow(int call, Harm harm, String what, int lacks) implements Serializable {
    static Blow at(Call call, int begin, Harm harm, int lacks) {
        return new Blow(call.number() - begin, harm, nameOf(call), lacks);
    }

    static String nameOf(Call call) {
        return call.process() + ": " + call.kind() + " " + call.what();
    }

    /** As {@code -Dorch.exhaustive.blow=rollout:117:REPLY_LOST} names it after the story. */
    String name() {
        return call + ":" + harm + (harm.isOfAServerThatLags() ? ":" + lacks : "");
    }

    @Override
    public String toString() {
        return "call " + call + " (" + what + ") " + harm
                + (harm.isOfAServerThatLags() ? " by " + lacks : "");
    }
}
