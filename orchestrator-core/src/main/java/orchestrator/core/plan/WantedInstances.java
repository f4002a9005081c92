package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ServiceName;

/** Every instance that should run, by id, and which of them a name in a file means. */
final class WantedInstances {
    private static final String OUTSIDE_STACKS = "";

    private final TreeMap<InstanceId, Wanted> byId;
    private final TreeMap<String, List<Wanted>> byCopy = new TreeMap<>();
    private final TreeMap<String, List<Wanted>> byStack = new TreeMap<>();

    WantedInstances(TreeMap<InstanceId, Wanted> byId) {
        this.byId = byId;
        for (Wanted each : byId.values()) {
            InstanceId id = each.id();
            String copy = id.copy().map(Object::toString).orElse(OUTSIDE_STACKS);
            add(byCopy, key(each, copy, id.service()), each);
            id.copy().ifPresent(known -> add(byStack,
                    key(each, known.stack().value(), id.service()), each));
        }
    }

    Collection<Wanted> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    Optional<Wanted> find(InstanceId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * What {@code service} means inside {@code user}: the instances of its own copy, or where its
     * copy has none (and outside a copy) those that run directly.
     */
    List<Wanted> meantBy(Wanted user, ServiceName service) {
        List<Wanted> own = user.id().copy()
                .map(copy -> byCopy.get(key(user, copy.toString(), service))).orElse(List.of());
        return own.isEmpty()
                ? byCopy.getOrDefault(key(user, OUTSIDE_STACKS, service), List.of())
                : own;
    }

    /** What a template's section lists: {@code lamp/apache} over all copies, else as above. */
    List<Wanted> listedBy(Wanted user, String selector) {
        int slash = selector.indexOf('/');
        ServiceName service = new ServiceName(selector.substring(slash + 1));
        return slash < 0
                ? meantBy(user, service)
                : byStack.getOrDefault(key(user, selector.substring(0, slash), service),
                        List.of());
    }

    private static void add(TreeMap<String, List<Wanted>> index, String key, Wanted wanted) {
        index.computeIfAbsent(key, each -> new ArrayList<>()).add(wanted);
    }

    private static String key(Wanted user, String group, ServiceName service) {
        return user.id().project() + " " + group + " " + service;
    }
}
