package orchestrator.reconciler.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.reconciler.secret.SecretSealer;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;
import orchestrator.reconciler.store.Versioned;

/**
 * The writes that change the secrets of one project, from one look at it. The record above the
 * secrets holds, as a number, the highest version that was ever deleted, so that a version never
 * names two values: a container that runs with the old one would look right.
 */
final class SecretWrites {
    private final ClusterRecords records;
    private final ProjectName project;
    private final Optional<StoredRecord> above;

    private SecretWrites(ClusterRecords records, ProjectName project,
            Optional<StoredRecord> above) {
        this.records = records;
        this.project = project;
        this.above = above;
    }

    static SecretWrites of(ClusterRecords records, ProjectName project) {
        return new SecretWrites(records, project, records.store().read(Paths.secrets(project)));
    }

    /** Those of {@code needed} without a value get one of our own choice. */
    List<StoreWrite> generate(Iterable<SecretId> needed, ClusterId cluster, SecretSealer sealer) {
        List<SecretId> known = records.secrets(project);
        List<StoreWrite> writes = new ArrayList<>();
        for (SecretId id : needed) {
            if (!known.contains(id)) {
                writes.add(create(sealer.generate(cluster, id, firstVersion())));
            }
        }
        if (!writes.isEmpty()) {
            writes.addFirst(hold());
        }
        return writes;
    }

    /** The version that a first value gets. */
    int firstVersion() {
        return above.map(SecretWrites::number).orElse(0) + 1;
    }

    /** A value in place of {@code current}, or a first one. */
    List<StoreWrite> put(SealedSecret sealed, Optional<Versioned<SealedSecret>> current) {
        String path = Paths.secret(sealed.id());
        return current.isPresent()
                ? List.of(records.put(path, sealed, current))
                : List.of(hold(), create(sealed));
    }

    /** The end of every value of that name; empty when there is none. */
    List<StoreWrite> delete(SecretName name) {
        List<StoreWrite> writes = new ArrayList<>();
        int highest = firstVersion() - 1;
        for (SecretId id : records.secrets(project)) {
            Optional<Versioned<SealedSecret>> found = id.name().equals(name)
                    ? records.secret(id)
                    : Optional.empty();
            if (found.isPresent()) {
                writes.add(new StoreWrite.Delete(Paths.secret(id), found.get().version()));
                highest = Math.max(highest, found.get().value().version());
            }
        }
        if (!writes.isEmpty() && above.isPresent()) {
            writes.addFirst(new StoreWrite.Update(Paths.secrets(project), bytes(highest),
                    above.get().version()));
        }
        return writes;
    }

    /** Nobody may delete a secret between the look and the write. */
    private StoreWrite hold() {
        String path = Paths.secrets(project);
        return above
                .<StoreWrite>map(found -> new StoreWrite.Check(path, found.version()))
                .orElseGet(() -> new StoreWrite.Create(path, bytes(0), false));
    }

    private StoreWrite create(SealedSecret sealed) {
        return records.put(Paths.secret(sealed.id()), sealed, Optional.empty());
    }

    private static int number(StoredRecord above) {
        String text = new String(above.data(), US_ASCII);
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static byte[] bytes(int number) {
        return Integer.toString(number).getBytes(US_ASCII);
    }
}
