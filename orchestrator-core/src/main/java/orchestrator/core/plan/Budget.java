package orchestrator.core.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import orchestrator.core.model.CopyId;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.StackName;
import orchestrator.core.scheduler.Placement;
import orchestrator.core.scheduler.Scheduler;

/**
 * How much may be in flight at one time, whatever caused it: {@code update.at-once}. In flight is
 * what does not serve, and what has not served for long enough to count; also what has no place,
 * unless no node can take it, which would hold back every change for ever. Of a stack no more than
 * {@code at-once} copies are changed at a time, so that one is whole before the next.
 */
final class Budget {
    private final PlanDraft draft;
    private final TreeMap<Key, Service> services = new TreeMap<>();
    private Optional<Key> lastKey = Optional.empty();
    private Service last = new Service();
    private final TreeMap<Stack, TreeSet<CopyId>> changing = new TreeMap<>();
    private boolean underWayIsCounted;

    Budget(PlanDraft draft) {
        this.draft = draft;
        draft.attention.forEach(this::count);
    }

    /** Whoever is settled serves, and is in no flight. */
    private void count(Wanted wanted) {
        List<Placed> placed = draft.placed(wanted.id());
        if (!placed.isEmpty() && !placed.getLast().counts()) {
            service(wanted).begin(wanted.id());
            if (isChanging(wanted, placed)) {
                change(wanted.id());
            }
        }
    }

    /** Only where something is to be changed: all of a large project may be under way. */
    private void countUnderWay() {
        if (!underWayIsCounted) {
            underWayIsCounted = true;
            draft.attention.forEachUnderWay(this::count);
        }
    }

    /** Most often the one that was asked for just before. */
    private Service service(Wanted wanted) {
        Key key = Key.of(wanted.id());
        if (lastKey.filter(key::equals).isEmpty()) {
            last = services.computeIfAbsent(key, _ -> new Service());
            lastKey = Optional.of(key);
        }
        return last;
    }

    /** Under way for the sake of a change, not merely down. */
    private static boolean isChanging(Wanted wanted, List<Placed> placed) {
        Placed newest = placed.getLast();
        return !newest.isSilent() && (placed.size() > 1
                || newest.assigned().origin().revision() == wanted.project().revision());
    }

    private void change(InstanceId id) {
        id.copy().ifPresent(copy -> changing
                .computeIfAbsent(Stack.of(id, copy), key -> new TreeSet<>()).add(copy));
    }

    /** Which instance has to serve, for long enough, before this one may be changed. */
    Optional<InstanceId> waitsFor(Wanted wanted) {
        if (draft.pace == Pace.AT_ONCE) {
            return Optional.empty();
        }
        countUnderWay();
        int atOnce = wanted.service().update().atOnce();
        Service service = service(wanted);
        countUnplaced(wanted, service);
        if (service.count >= atOnce) {
            return service.inFlight.first();
        }
        return wanted.id().copy().flatMap(copy -> otherCopy(wanted.id(), copy, atOnce));
    }

    /** Only asked where something is to be changed, for the scheduler is asked about each. */
    private void countUnplaced(Wanted wanted, Service service) {
        if (!service.isCounted) {
            service.isCounted = true;
            ofService(wanted).filter(each -> draft.attention.isOpen(each.id()))
                    .filter(this::mayGetPlace).map(Wanted::id).forEach(service::begin);
        }
    }

    private Stream<Wanted> ofService(Wanted wanted) {
        return draft.wanted.project(wanted.id().project()).stream()
                .flatMap(project -> project.of(wanted.id().service()).stream())
                .flatMap(peers -> peers.all().stream());
    }

    /** What waits for its data was there before, and will be again. */
    private boolean mayGetPlace(Wanted wanted) {
        return !draft.data.anchors(wanted).isEmpty()
                || Scheduler.place(Requests.of(draft, wanted),
                        draft.ledger) instanceof Placement.On;
    }

    private Optional<InstanceId> otherCopy(InstanceId id, CopyId copy, int atOnce) {
        TreeSet<CopyId> others = new TreeSet<>(
                changing.getOrDefault(Stack.of(id, copy), new TreeSet<>()));
        others.remove(copy);
        return others.size() < atOnce
                ? Optional.empty()
                : services.entrySet().stream()
                        .filter(each -> each.getKey().project.equals(id.project()))
                        .flatMap(each -> each.getValue().inFlight.stream())
                        .filter(each -> each.copy().equals(Optional.of(others.first())))
                        .findFirst();
    }

    /** The same for one that stops before its successor serves: of several the last one never does. */
    Optional<InstanceId> waitsForToStop(Wanted wanted) {
        countUnderWay();
        Service service = service(wanted);
        countUnplaced(wanted, service);
        return draft.pace != Pace.AT_ONCE && service.count > 0 && isLast(wanted, service)
                ? service.inFlight.first()
                : waitsFor(wanted);
    }

    /** True when it may serve, and it is certain of no other of its service that it does. */
    private boolean isLast(Wanted wanted, Service service) {
        boolean mayServe = !service.stopping.contains(wanted.id())
                && draft.placed(wanted.id()).stream()
                        .anyMatch(one -> !one.isDown() && !draft.isLeaving(one));
        return mayServe && ofService(wanted).noneMatch(
                other -> !other.id().equals(wanted.id()) && serves(other, service));
    }

    private boolean serves(Wanted wanted, Service service) {
        return !service.stopping.contains(wanted.id()) && draft.placed(wanted.id()).stream()
                .anyMatch(one -> one.serves() && one.node().reported() && !draft.isLeaving(one));
    }

    /** Notes that it is in flight from now on; {@code stops} when it does not serve meanwhile. */
    void take(Wanted wanted, boolean stops) {
        Service service = service(wanted);
        service.begin(wanted.id());
        if (stops) {
            service.stopping.add(wanted.id());
        }
        change(wanted.id());
    }

    private static final class Service {
        private final InstanceSet stopping = new InstanceSet();
        private final InstanceSet inFlight = new InstanceSet();
        private int count;
        private boolean isCounted;

        void begin(InstanceId id) {
            count += inFlight.contains(id) ? 0 : 1;
            inFlight.add(id);
        }
    }

    private record Key(ProjectName project, ServiceName service) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::project)
                .thenComparing(Key::service);

        static Key of(InstanceId id) {
            return new Key(id.project(), id.service());
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private record Stack(ProjectName project, StackName stack) implements Comparable<Stack> {
        private static final Comparator<Stack> ORDER = Comparator.comparing(Stack::project)
                .thenComparing(Stack::stack);

        static Stack of(InstanceId id, CopyId copy) {
            return new Stack(id.project(), copy.stack());
        }

        @Override
        public int compareTo(Stack other) {
            return ORDER.compare(this, other);
        }
    }
}
