package orchestrator.reconciler.simulation.exhaustive;

import java.util.List;

/**
 * Which of all blows are met: all of them, or the one that
 * {@code -Dorch.exhaustive.blow=rollout:117:REPLY_LOST} names, or those of the kinds that
 * {@code -Dorch.exhaustive.harms=MOVED,BORN} names.
 */
final class Chosen {
    static final List<String> PROPERTIES = List.of("orch.exhaustive.blow",
            "orch.exhaustive.harms");

    private Chosen() {}

    static List<List<Blow>> of(Scenario scenario, List<List<Blow>> all) {
        List<List<Blow>> kinds = ofTheKinds(System.getProperty(PROPERTIES.getLast(), ""), all);
        return named(System.getProperty(PROPERTIES.getFirst(), ""), kinds, scenario);
    }

    private static List<List<Blow>> ofTheKinds(String harms, List<List<Blow>> all) {
        if (harms.isEmpty()) {
            return all;
        }
        List<Harm> kinds = List.of(harms.split(",")).stream().map(Harm::valueOf).toList();
        return all.stream().filter(each -> kinds.contains(each.getFirst().harm())).toList();
    }

    static List<List<Blow>> named(String chosen, List<List<Blow>> all, Scenario scenario) {
        if (chosen.isEmpty()) {
            return all;
        }
        List<List<Blow>> those = all.stream().flatMap(List::stream)
                .filter(blow -> chosen.equals(scenario.name() + ":" + blow.name()))
                .map(List::of).toList();
        boolean known = Stories.all().stream()
                .anyMatch(story -> chosen.startsWith(story.name() + ":"));
        boolean here = chosen.startsWith(scenario.name() + ":");
        if (!known || here && those.isEmpty()) {
            throw new IllegalArgumentException("-Dorch.exhaustive.blow=" + chosen
                    + " names no call of a story and no harm to it");
        }
        return those;
    }
}
