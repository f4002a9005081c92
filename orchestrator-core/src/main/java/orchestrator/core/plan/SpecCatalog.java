package orchestrator.core.plan;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.DesiredState;

/** The hashes and uses of specs, each worked out once. */
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

    /** What is known of the specs that are wanted now, so that nothing is kept for ever. */
    SpecCatalog of(DesiredState desired) {
        SpecCatalog kept = new SpecCatalog();
        desired.projects().stream().flatMap(project -> project.services().stream())
                .map(ServiceSpec::container).forEach(spec -> kept.keep(spec, entries.get(spec)));
        return kept;
    }

    private void keep(ContainerSpec spec, Entry entry) {
        if (entry != null) {
            entries.put(spec, entry);
            contents.put(entry.spec(), spec);
        }
    }

    Optional<ContainerSpec> content(SpecHash hash) {
        return Optional.ofNullable(contents.get(hash));
    }
}
