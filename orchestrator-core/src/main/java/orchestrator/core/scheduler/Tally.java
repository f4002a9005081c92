package orchestrator.core.scheduler;

import java.util.Arrays;

/** How often each of a few numbers was counted: sorted arrays, for there is one per node. */
final class Tally {
    private static final int[] EMPTY = {};

    private int[] numbers = EMPTY;
    private int[] counts = EMPTY;
    private int size;

    /** 0 for one that was never counted. */
    int count(int number) {
        int at = place(number);
        return at < 0 ? 0 : counts[at];
    }

    /** How many different ones are counted. */
    int size() {
        return size;
    }

    /** Counts once more; returns how often it is now. */
    int add(int number) {
        int at = place(number);
        if (at < 0) {
            at = -at - 1;
            insert(at, number);
        }
        counts[at]++;
        return counts[at];
    }

    /** Counts once less one that was counted; returns how often it is now. */
    int remove(int number) {
        int at = place(number);
        counts[at]--;
        if (counts[at] > 0) {
            return counts[at];
        }
        size--;
        System.arraycopy(numbers, at + 1, numbers, at, size - at);
        System.arraycopy(counts, at + 1, counts, at, size - at);
        return 0;
    }

    /** As a binary search tells it; most often it is the last one, or would be. */
    private int place(int number) {
        if (size == 0 || numbers[size - 1] < number) {
            return -size - 1;
        }
        return numbers[size - 1] == number
                ? size - 1
                : Arrays.binarySearch(numbers, 0, size, number);
    }

    private void insert(int at, int number) {
        if (size == numbers.length) {
            int length = size + size / 2 + 4;
            numbers = Arrays.copyOf(numbers, length);
            counts = Arrays.copyOf(counts, length);
        }
        System.arraycopy(numbers, at, numbers, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        numbers[at] = number;
        counts[at] = 0;
        size++;
    }
}
