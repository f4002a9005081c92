package orchestrator.core.scheduler;

import java.util.TreeMap;
import java.util.function.Function;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Peers;

/**
 * One value for all that differ in nothing but their number, in their order. Whoever goes through a
 * node asks for other ones each time, so those asked for lately are found without a search. Nothing
 * is ever taken out. Not safe for use by several threads.
 */
public final class ByPeers<V> {
    /** With fewer than that a search is as good. */
    private static final int FEW = 64;
    private static final int PLACES = 1 << 12;

    private final TreeMap<Peers, V> all = new TreeMap<>();
    private Known<?>[] lately = {};
    private Known<V> last;

    private record Known<V>(Peers peers, V value) {}

    /** All of them, in order: a view. */
    public TreeMap<Peers, V> all() {
        return all;
    }

    /** The value for that instance, or null when there is none. */
    public V get(InstanceId id) {
        return last != null && last.peers.include(id) ? last.value : search(id);
    }

    /** The value for that instance, made by {@code fresh} when there is none. */
    public V get(InstanceId id, Function<Peers, V> fresh) {
        V found = get(id);
        if (found == null) {
            Peers peers = Peers.of(id);
            found = fresh.apply(peers);
            all.put(peers, found);
            remember(id, new Known<>(peers, found));
        }
        return found;
    }

    private V search(InstanceId id) {
        Known<V> known = recent(id);
        if (known != null && known.peers.include(id)) {
            last = known;
            return known.value;
        }
        Peers peers = Peers.of(id);
        V found = all.get(peers);
        if (found != null) {
            remember(id, new Known<>(peers, found));
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private Known<V> recent(InstanceId id) {
        return lately.length == 0 ? null : (Known<V>) lately[place(id)];
    }

    private void remember(InstanceId id, Known<V> known) {
        last = known;
        if (lately.length == 0 && all.size() >= FEW) {
            lately = new Known<?>[PLACES];
        }
        if (lately.length > 0) {
            lately[place(id)] = known;
        }
    }

    private static int place(InstanceId id) {
        int hash = 31 * (31 * id.project().hashCode() + id.copy().hashCode())
                + id.service().hashCode();
        return (hash ^ hash >>> 12 ^ hash >>> 24) & PLACES - 1;
    }
}
