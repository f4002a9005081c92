package orchestrator.reconciler.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.core.model.Name;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.state.ObservedState.KnownSecret;
import orchestrator.core.wire.RecordCodec;

/** Which secrets have a value; the list is the same object as long as nothing of them changed. */
final class SecretsReader {
    private static final String BELOW = Paths.SECRETS + "/";

    private final RecordCache cache;
    private final SortedMap<String, List<KnownSecret>> known = new TreeMap<>();
    private final SortedSet<String> changed = new TreeSet<>();
    private List<String> projects = List.of();
    private boolean stale;
    private List<KnownSecret> all = List.of();

    SecretsReader(RecordCache cache) {
        this.cache = cache;
    }

    /** The record at {@code path} may be another. */
    void changed(String path) {
        if (path.equals(Paths.SECRETS)) {
            everything();
        } else if (path.startsWith(BELOW)) {
            changed.add(path.substring(BELOW.length()).split("/", 2)[0]);
        }
    }

    /** Any record may be another. */
    void everything() {
        changed.addAll(known.keySet());
    }

    /** All of them, sorted by id. */
    List<KnownSecret> read() {
        List<String> now = cache.children(Paths.SECRETS);
        if (now != projects) {
            SortedSet<String> names = new TreeSet<>(now.stream().filter(Name::isValid).toList());
            stale |= known.keySet().retainAll(names);
            names.stream().filter(name -> !known.containsKey(name)).forEach(name -> {
                known.put(name, List.of());
                changed.add(name);
            });
            projects = now;
        }
        for (String project : List.copyOf(changed)) {
            if (known.containsKey(project)) {
                List<KnownSecret> found = secrets(new ProjectName(project));
                stale |= !found.equals(known.put(project, found));
            }
            changed.remove(project);
        }
        if (stale) {
            List<KnownSecret> secrets = new ArrayList<>();
            known.values().forEach(secrets::addAll);
            secrets.sort((one, other) -> one.id().compareTo(other.id()));
            all = List.copyOf(secrets);
            stale = false;
        }
        return all;
    }

    private List<KnownSecret> secrets(ProjectName project) {
        List<SecretId> ids = cache.children(Paths.secrets(project)).stream()
                .flatMap(child -> Paths.secretId(project, child).stream()).toList();
        cache.readAhead(ids.stream().map(Paths::secret).toList());
        List<KnownSecret> secrets = new ArrayList<>();
        ids.forEach(id -> version(id)
                .ifPresent(version -> secrets.add(new KnownSecret(id, version))));
        return secrets;
    }

    private Optional<Integer> version(SecretId id) {
        RecordCache.Entry<SealedSecret> sealed = cache.get(Paths.secret(id),
                data -> RecordCodec.decode(SealedSecret.class, data));
        return sealed.isUnreadable()
                ? Optional.of(KnownSecret.UNREADABLE)
                : sealed.value().map(SealedSecret::version);
    }
}
