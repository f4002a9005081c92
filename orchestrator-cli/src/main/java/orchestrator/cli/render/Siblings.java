package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ServiceName;

/** What is said of instances that differ in nothing but their numbers. */
final class Siblings {
    /** As that of the instances themselves, for which only the number is no difference. */
    static final Comparator<InstanceId> ORDER = (one, other) -> {
        int order = Boolean.compare(one.copy().isEmpty(), other.copy().isEmpty());
        if (order == 0 && one.copy().isPresent()) {
            order = one.copy().get().compareTo(other.copy().get());
        }
        return order != 0 ? order : one.service().compareTo(other.service());
    };

    private final InstanceId like;
    /** Those that are wanted, by their numbers; nothing where nothing was said yet. */
    private final Trace[] numbered;
    private final SortedMap<Integer, Trace> others = new TreeMap<>();

    private Siblings(InstanceId like, int last) {
        this.like = like;
        this.numbered = new Trace[last];
    }

    /** Of which the declaration asks for all up to this one, whatever nodes there are. */
    static Siblings upTo(InstanceId last) {
        return new Siblings(last, last.number());
    }

    /** Those of this one, of which the declaration asks for no certain number. */
    static Siblings unnumbered(InstanceId like) {
        return new Siblings(like, 0);
    }

    /** What they all are. */
    ServiceName service() {
        return like.service();
    }

    /** That of this one, which may be new. */
    Trace of(InstanceId id) {
        int place = id.number() - 1;
        if (place >= numbered.length) {
            return others.computeIfAbsent(id.number(), _ -> new Trace(id, false));
        }
        if (numbered[place] == null) {
            numbered[place] = new Trace(id, true);
        }
        return numbered[place];
    }

    /** By number, also of those that are only wanted. */
    List<Trace> all() {
        List<Trace> all = new ArrayList<>();
        for (int i = 0; i < numbered.length; i++) {
            all.add(numbered[i] == null ? of(missing(i + 1)) : numbered[i]);
        }
        all.addAll(others.values());
        return all;
    }

    private InstanceId missing(int number) {
        return new InstanceId(like.project(), like.copy(), like.service(), number);
    }
}
