package orchestrator.core.plan;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.SpecHash;

/** The hashes and uses of the specs of one plan, each worked out once. */
final class SpecCatalog {
    // looked up by identity and never iterated, so its order cannot be seen
    private final Map<ContainerSpec, Entry> entries = new IdentityHashMap<>();
    private final TreeMap<SpecHash, ContainerSpec> contents = new TreeMap<>();

    /** What follows from a spec. */
    record Entry(SpecHash spec, SpecHash container, SpecUses uses) {}

    Entry of(ContainerSpec spec) {
        return entries.computeIfAbsent(spec, key -> {
            Entry entry = new Entry(SpecHash.of(key), SpecHash.ofContainer(key), SpecUses.of(key));
            contents.put(entry.spec(), key);
            return entry;
        });
    }

    Optional<ContainerSpec> content(SpecHash hash) {
        return Optional.ofNullable(contents.get(hash));
    }
}
