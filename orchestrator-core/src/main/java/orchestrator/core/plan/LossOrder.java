package orchestrator.core.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import orchestrator.core.model.NodeName;
import orchestrator.core.state.NodeObservation;

/**
 * What stands on silent nodes, in the order in which it is decided where it goes: those nodes first
 * that fell silent first. As many nodes as have their turn together are gone through as one, instance
 * by instance: a scheduler that is asked for one service after the other finds each place at once.
 */
final class LossOrder {
    private final Map<NodeName, Silent> nodes = new LinkedHashMap<>();
    private int count;

    private record Silent(Instant since, List<Row> rows) {}

    private record Row(int place, Wanted wanted) {}

    /** One on that silent node; to be called with all of them in order. */
    void add(NodeObservation node, Wanted wanted) {
        nodes.computeIfAbsent(node.name(), _ -> new Silent(node.silentSince().orElseThrow(),
                new ArrayList<>())).rows.add(new Row(count++, wanted));
    }

    /** Calls {@code each} with all of them; {@code freeTurns} is how many nodes may begin theirs. */
    void forEach(IntSupplier freeTurns, Consumer<Wanted> each) {
        List<Silent> left = nodes.values().stream().sorted(Comparator.comparing(Silent::since))
                .toList();
        while (!left.isEmpty()) {
            int turns = freeTurns.getAsInt();
            int together = turns == 0 ? left.size() : Math.min(turns, left.size());
            left.subList(0, together).stream().flatMap(node -> node.rows.stream())
                    .sorted(Comparator.comparingInt(Row::place)).map(Row::wanted).forEach(each);
            left = left.subList(together, left.size());
        }
    }
}
