package orchestrator.reconciler.agent;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.AssignedInstance.SecretUse;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SpecHash;
import orchestrator.core.wire.UnreadableRecordException;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Versioned;

/**
 * Reads the specs and sealed secrets an assignment refers to, each once. One that cannot be read is
 * left out: it holds up only the instances that need it.
 */
final class KnowledgeReader {
    private final ClusterRecords records;
    private final SortedMap<SpecHash, ContainerSpec> specs;
    private final SortedMap<SecretId, SealedSecret> secrets;

    /** @param found what the disk of this node still knew */
    KnowledgeReader(ClusterRecords records, Knowledge found) {
        this.records = records;
        this.specs = new TreeMap<>(found.specs());
        this.secrets = new TreeMap<>(found.secrets());
    }

    Knowledge read(NodeAssignment assignment, SortedSet<SpecHash> stillNeeded) {
        SortedSet<SpecHash> hashes = new TreeSet<>(stillNeeded);
        SortedSet<SecretId> ids = new TreeSet<>();
        for (AssignedInstance each : assignment.instances()) {
            hashes.add(each.spec());
            each.secrets().forEach(use -> ids.add(use.id()));
            each.secrets().forEach(this::readSecret);
        }
        hashes.forEach(this::readSpec);
        specs.keySet().retainAll(hashes);
        secrets.keySet().retainAll(ids);
        return new Knowledge(specs, secrets);
    }

    /** Versions tell secrets apart; their bytes are not compared. */
    static SortedMap<SecretId, Integer> versions(SortedMap<SecretId, SealedSecret> sealed) {
        SortedMap<SecretId, Integer> versions = new TreeMap<>();
        sealed.forEach((id, each) -> versions.put(id, each.version()));
        return versions;
    }

    private void readSpec(SpecHash hash) {
        if (!specs.containsKey(hash)) {
            readable(() -> records.spec(hash)).ifPresent(spec -> specs.put(hash, spec));
        }
    }

    private void readSecret(SecretUse use) {
        SealedSecret known = secrets.get(use.id());
        if (known == null || known.version() < use.version()) {
            readable(() -> records.secret(use.id()))
                    .ifPresent(sealed -> secrets.put(use.id(), sealed));
        }
    }

    private static <T> Optional<T> readable(
            Supplier<Optional<Versioned<T>>> read) {
        try {
            return read.get().map(Versioned::value);
        } catch (UnreadableRecordException e) {
            return Optional.empty();
        }
    }
}
