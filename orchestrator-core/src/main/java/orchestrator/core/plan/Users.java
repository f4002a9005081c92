package orchestrator.core.plan;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import orchestrator.core.model.Peers;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;

/**
 * Who of a project may be concerned when something becomes of an instance: whoever is given its
 * address, lists it, comes after it or must be near it, and whoever lists one that comes after it.
 * Rather one too many than one too few.
 */
final class Users {
    private final WantedProject project;
    private final TreeMap<ServiceName, TreeSet<ServiceName>> users = new TreeMap<>();
    /** Services with lists over all copies: not only those of one copy are theirs. */
    private final TreeSet<ServiceName> acrossCopies = new TreeSet<>();

    Users(WantedProject project, SpecCatalog specs) {
        this.project = project;
        for (ServiceSpec user : project.services()) {
            SpecUses uses = specs.of(user.container()).uses();
            uses.services().forEach(service -> add(service, user.name()));
            user.place().near().forEach(service -> add(service, user.name()));
            user.after().forEach(service -> add(service, user.name()));
            uses.selectors().forEach(selector -> addListed(selector, user.name()));
        }
    }

    /** A list also depends on those whom the listed come after. */
    private void addListed(String selector, ServiceName user) {
        int slash = selector.indexOf('/');
        ServiceName listed = new ServiceName(selector.substring(slash + 1));
        if (slash >= 0) {
            acrossCopies.add(user);
        }
        add(listed, user);
        project.of(listed).stream().findFirst().map(WantedPeers::service).map(ServiceSpec::after)
                .orElse(List.of()).forEach(service -> add(service, user));
    }

    private void add(ServiceName used, ServiceName user) {
        users.computeIfAbsent(used, any -> new TreeSet<>()).add(user);
    }

    boolean isEmpty() {
        return users.isEmpty();
    }

    /** Calls {@code each} with all who may use any of these. */
    void forEach(Peers used, Consumer<WantedPeers> each) {
        for (ServiceName user : users.getOrDefault(used.service(), new TreeSet<>())) {
            if (used.copy().isEmpty() || acrossCopies.contains(user)) {
                project.of(user).forEach(each);
            } else {
                project.find(new Peers(used.project(), used.copy(), user)).ifPresent(each);
            }
        }
    }
}
