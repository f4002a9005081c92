package orchestrator.core.plan;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Peers;

/** Instances in order: a bit for each, as most differ in nothing but their number. */
final class InstanceSet {
    private final TreeMap<Peers, BitSet> numbers = new TreeMap<>();
    private Peers last;
    private BitSet lastNumbers;

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
        others.numbers.forEach((peers, bits) -> numbers
                .computeIfAbsent(peers, any -> new BitSet()).or(bits));
    }

    void remove(InstanceId id) {
        numbersOf(id).clear(id.number());
    }

    boolean contains(InstanceId id) {
        BitSet found = last != null && last.include(id) ? lastNumbers : numbers.get(Peers.of(id));
        return found != null && found.get(id.number());
    }

    /** All of them, in order. */
    Stream<InstanceId> stream() {
        return Stream.iterate(first(), Optional::isPresent, each -> after(each.get()))
                .map(Optional::get);
    }

    /** The first in order. */
    Optional<InstanceId> first() {
        return firstOf(numbers.firstEntry());
    }

    /** The first in order that comes after that one. */
    Optional<InstanceId> after(InstanceId id) {
        Peers peers = last != null && last.include(id) ? last : Peers.of(id);
        BitSet found = peers == last ? lastNumbers : numbers.get(peers);
        int next = found == null ? -1 : found.nextSetBit(id.number() + 1);
        return next < 0 ? firstOf(numbers.higherEntry(peers)) : Optional.of(peers.id(next));
    }

    private Optional<InstanceId> firstOf(Map.Entry<Peers, BitSet> entry) {
        Map.Entry<Peers, BitSet> next = entry;
        while (next != null && next.getValue().isEmpty()) {
            next = numbers.higherEntry(next.getKey());
        }
        if (next == null) {
            return Optional.empty();
        }
        last = next.getKey();
        lastNumbers = next.getValue();
        return Optional.of(last.id(lastNumbers.nextSetBit(1)));
    }

    private BitSet numbersOf(InstanceId id) {
        if (last == null || !last.include(id)) {
            last = Peers.of(id);
            lastNumbers = numbers.computeIfAbsent(last, any -> new BitSet());
        }
        return lastNumbers;
    }
}
