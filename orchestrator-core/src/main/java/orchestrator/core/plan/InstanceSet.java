package orchestrator.core.plan;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Peers;
import orchestrator.core.scheduler.ByPeers;

/** Instances in order: a bit for each, as most differ in nothing but their number. */
final class InstanceSet {
    private final ByPeers<BitSet> numbers = new ByPeers<>();

    void add(InstanceId id) {
        numbersOf(id).set(id.number());
    }

    /** All of them, at about the cost of one. */
    void addAll(WantedPeers all) {
        Numbers which = all.numbers();
        if (which.size() == 0) {
            return;
        }
        BitSet bits = numbersOf(all.peers().id(which.get(0)));
        switch (which) {
            case Numbers.UpTo upTo -> bits.set(1, upTo.last() + 1);
            case Numbers.OnNodes onNodes -> onNodes.all().forEach(bits::set);
        }
    }

    void addAll(InstanceSet others) {
        others.numbers.all().forEach((peers, bits) -> numbersOf(peers.id(1)).or(bits));
    }

    void remove(InstanceId id) {
        numbersOf(id).clear(id.number());
    }

    boolean contains(InstanceId id) {
        BitSet found = numbers.get(id);
        return found != null && found.get(id.number());
    }

    /** How many there are. */
    long size() {
        return numbers.all().values().stream().mapToLong(BitSet::cardinality).sum();
    }

    /** All of them, in order. */
    Stream<InstanceId> stream() {
        return Stream.iterate(first(), Optional::isPresent, each -> after(each.get()))
                .map(Optional::get);
    }

    /** The first in order. */
    Optional<InstanceId> first() {
        return firstOf(numbers.all().firstEntry());
    }

    /** The first in order that comes after that one. */
    Optional<InstanceId> after(InstanceId id) {
        BitSet found = numbers.get(id);
        int next = found == null ? -1 : found.nextSetBit(id.number() + 1);
        return next < 0
                ? firstOf(numbers.all().higherEntry(Peers.of(id)))
                : Optional.of(new InstanceId(id.project(), id.copy(), id.service(), next));
    }

    private Optional<InstanceId> firstOf(Map.Entry<Peers, BitSet> entry) {
        Map.Entry<Peers, BitSet> next = entry;
        while (next != null && next.getValue().isEmpty()) {
            next = numbers.all().higherEntry(next.getKey());
        }
        return next == null
                ? Optional.empty()
                : Optional.of(next.getKey().id(next.getValue().nextSetBit(1)));
    }

    private BitSet numbersOf(InstanceId id) {
        return numbers.get(id, _ -> new BitSet());
    }
}
