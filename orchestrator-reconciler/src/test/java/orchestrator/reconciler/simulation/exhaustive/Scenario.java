package orchestrator.reconciler.simulation.exhaustive;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One story.
 *
 * @param before what is there when it begins; nothing goes wrong until then
 * @param story  what a person does, or happens, until all of it has come about
 * @param also   what has to come out of it besides what runs
 */
record Scenario(String name, int nodes, Consumer<Stage> before, Consumer<Stage> story,
        Function<Stage, List<String>> also) {
    Scenario(String name, int nodes, Consumer<Stage> before, Consumer<Stage> story) {
        this(name, nodes, before, story, _ -> List.of());
    }
}
