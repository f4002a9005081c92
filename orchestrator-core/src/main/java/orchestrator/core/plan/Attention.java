package orchestrator.core.plan;

import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Peers;
import orchestrator.core.model.ProjectName;

/**
 * The instances a plan has to look at. All others are settled: they run once, where they should, have
 * proven themselves, and nothing they depend on has changed since they were last looked at, so that
 * a look would come to neither an action nor a hold.
 *
 * <p>It may grow while a plan is made, for an action concerns those who use what it is taken on. Who
 * goes through it meets those who come later in order, and has no use for the others: he met them
 * when nothing was the matter with them yet.
 */
final class Attention {
    private final WantedInstances wanted;
    private final TreeMap<ProjectName, Users> users;
    private final InstanceSet now;
    private final InstanceSet open = new InstanceSet();
    private final InstanceSet underWay = new InstanceSet();
    private final InstanceSet again = new InstanceSet();

    /** Of those who are in {@code now} to begin with. */
    Attention(WantedInstances wanted, TreeMap<ProjectName, Users> users, InstanceSet now) {
        this.wanted = wanted;
        this.users = users;
        this.now = now;
    }

    /** Calls {@code each} with every wanted instance that is looked at and has a place, in order. */
    void forEach(Consumer<Wanted> each) {
        forEachId(id -> wanted.find(id).ifPresent(each));
    }

    /** The same with those that are not wanted. */
    void forEachId(Consumer<InstanceId> each) {
        forEach(now, each);
    }

    /** Calls {@code each} with every wanted instance that had no place when the plan was begun. */
    void forEachOpen(Consumer<Wanted> each) {
        forEach(open, id -> wanted.find(id).ifPresent(each));
    }

    boolean isOpen(InstanceId id) {
        return open.contains(id);
    }

    private static void forEach(InstanceSet set, Consumer<InstanceId> each) {
        Optional<InstanceId> next = set.first();
        while (next.isPresent()) {
            each.accept(next.get());
            next = set.after(next.get());
        }
    }

    /** It has no place: there is no more to it than to find one. */
    void open(InstanceId id) {
        now.remove(id);
        open.add(id);
    }

    /** It is as it should be but for the proof: no step has to look at it now, and some plan will. */
    void underWay(InstanceId id) {
        if (now.contains(id)) {
            now.remove(id);
            underWay.add(id);
        }
    }

    /** Calls {@code each} with every wanted instance that is under way, in order. */
    void forEachUnderWay(Consumer<Wanted> each) {
        forEach(underWay, id -> wanted.find(id).ifPresent(each));
    }

    /** Whether most of all that are wanted are looked at, and those are more than {@code many}. */
    boolean isOfMost(int many) {
        long looked = now.size();
        return looked > many && looked > wanted.size() / 2;
    }

    /** It need not be looked at, unless something is done to others. */
    void dismiss(InstanceId id) {
        now.remove(id);
    }

    /**
     * Something is done about that instance: who uses it is looked at now, and the next time too, for
     * it may never come to be done.
     */
    void toUsersOf(InstanceId id) {
        Users known = users.get(id.project());
        if (known != null && !known.isEmpty()) {
            known.forEach(Peers.of(id), each -> {
                now.addAll(each);
                again.addAll(each);
            });
        }
    }

    /** Who may use that instance. */
    void forEachUser(InstanceId id, Consumer<WantedPeers> each) {
        Optional.ofNullable(users.get(id.project()))
                .ifPresent(known -> known.forEach(Peers.of(id), each));
    }

    /** Who has to be looked at the next time, whatever becomes of the plan. */
    InstanceSet again() {
        again.addAll(open);
        again.addAll(underWay);
        return again;
    }
}
