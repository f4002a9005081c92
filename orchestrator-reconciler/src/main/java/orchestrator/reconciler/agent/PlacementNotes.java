package orchestrator.reconciler.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.PlacementKey;
import orchestrator.core.state.PlacementMemory;
import orchestrator.core.state.PlacementMemory.Rendered;

/**
 * What must outlive the agent of each placement that has begun: what it is made from, and of which
 * lists the files in its container are at least. Not what lies in them: an agent that ended while it
 * wrote newer ones could not say so, and to go back to what lay there before would look like no
 * change. One line each.
 */
final class PlacementNotes {
    private static final int FIELDS = 6;
    private static final String NONE = "-";

    private PlacementNotes() {}

    static String text(SortedMap<PlacementKey, PlacementMemory> memories) {
        return memories.values().stream()
                .flatMap(memory -> memory.rendered().map(it -> line(memory, it)).stream())
                .collect(Collectors.joining("\n"));
    }

    private static String line(PlacementMemory memory, Rendered rendered) {
        return String.join(" ", memory.key().instance().project().value(),
                memory.key().instance().address(), memory.key().incarnation().toString(),
                memory.spec().map(SpecHash::value).orElse(NONE), rendered.containerId(),
                Long.toString(rendered.listsGeneration()));
    }

    /** Empty when any line is not one of these. */
    static Optional<SortedMap<PlacementKey, PlacementMemory>> read(String text, Instant now) {
        SortedMap<PlacementKey, PlacementMemory> memories = new TreeMap<>();
        for (String line : text.lines().toList()) {
            List<String> fields = List.of(line.split(" "));
            if (fields.size() != FIELDS) {
                return Optional.empty();
            }
            try {
                PlacementMemory memory = memory(fields, now);
                memories.put(memory.key(), memory);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(memories);
    }

    private static PlacementMemory memory(List<String> fields, Instant now) {
        InstanceId id = InstanceId.parse(new ProjectName(fields.get(0)), fields.get(1));
        PlacementKey key = new PlacementKey(id, Incarnation.parse(fields.get(2)));
        PlacementMemory memory = PlacementMemory.fresh(key, now).withRendered(
                new Rendered(fields.get(4), Long.parseLong(fields.get(5)),
                        Rendered.UNKNOWN));
        return fields.get(3).equals(NONE)
                ? memory
                : memory.withSpec(new SpecHash(fields.get(3)));
    }
}
