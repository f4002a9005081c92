package orchestrator.reconciler.simulation.exhaustive;

import java.io.Serializable;
import java.util.List;
import orchestrator.reconciler.simulation.Call;

/**
 * One thing that goes wrong in one run.
 *
 * @param call the number of the call it happens at, counted from where the story begins
 * @param harm what happens there
 * @param what who calls what there, by the run without harm
 */
record Blow(int call, Harm harm, String what) implements Serializable {
    static Blow at(Call call, int begin, Harm harm) {
        return new Blow(call.number() - begin, harm, nameOf(call));
    }

    static String nameOf(Call call) {
        return call.process() + ": " + call.kind() + " " + call.what();
    }

    /** All of them, or the one that {@code -Dorch.exhaustive.blow=rollout:117:REPLY_LOST} names. */
    static List<Blow> chosen(List<Blow> all, Scenario scenario) {
        String chosen = System.getProperty("orch.exhaustive.blow", "");
        return chosen(chosen, all, scenario);
    }

    static List<Blow> chosen(String chosen, List<Blow> all, Scenario scenario) {
        List<Blow> those = all.stream().filter(blow -> chosen.isEmpty()
                || chosen.equals(scenario.name() + ":" + blow.name())).toList();
        boolean known = Stories.all().stream()
                .anyMatch(story -> chosen.startsWith(story.name() + ":"));
        boolean here = chosen.startsWith(scenario.name() + ":");
        if (!chosen.isEmpty() && (!known || here && those.isEmpty())) {
            throw new IllegalArgumentException("-Dorch.exhaustive.blow=" + chosen
                    + " names no call of a story and no harm to it");
        }
        return those;
    }

    String name() {
        return call + ":" + harm;
    }

    @Override
    public String toString() {
        return "call " + call + " (" + what + ") " + harm;
    }
}
