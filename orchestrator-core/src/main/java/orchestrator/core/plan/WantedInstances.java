package orchestrator.core.plan;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import orchestrator.core.model.CopyId;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ServiceName;

/** Every instance that should run, by id, and which of them a name in a file means. */
record WantedInstances(TreeMap<InstanceId, Wanted> byId) {

    Collection<Wanted> all() {
        return byId.values();
    }

    Optional<Wanted> find(InstanceId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * What {@code service} means inside {@code user}: the instances of its own copy, or where its
     * copy has none (and outside a copy) those that run directly.
     */
    List<Wanted> meantBy(Wanted user, ServiceName service) {
        List<Wanted> own = user.id().copy().isEmpty()
                ? List.of()
                : select(user, service, user.id().copy()::equals);
        return own.isEmpty() ? select(user, service, Optional::isEmpty) : own;
    }

    /** What a template's section lists: {@code lamp/apache} over all copies, else as above. */
    List<Wanted> listedBy(Wanted user, String selector) {
        int slash = selector.indexOf('/');
        if (slash < 0) {
            return meantBy(user, new ServiceName(selector));
        }
        String stack = selector.substring(0, slash);
        return select(user, new ServiceName(selector.substring(slash + 1)),
                copy -> copy.isPresent() && copy.get().stack().value().equals(stack));
    }

    private List<Wanted> select(Wanted user, ServiceName service,
            Predicate<Optional<CopyId>> copies) {
        return byId.values().stream()
                .filter(each -> each.id().project().equals(user.id().project())
                        && each.id().service().equals(service) && copies.test(each.id().copy()))
                .toList();
    }
}
