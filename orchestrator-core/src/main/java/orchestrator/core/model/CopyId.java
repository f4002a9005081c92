package orchestrator.core.model;

/** One numbered whole stack, such as {@code lamp-3}. Numbers start at 1. */
public record CopyId(StackName stack, int number) implements Comparable<CopyId> {
    public CopyId {
        if (number < 1) {
            throw new IllegalArgumentException("copies are numbered from 1, not " + number);
        }
    }

    @Override
    public int compareTo(CopyId other) {
        int byStack = stack.compareTo(other.stack);
        return byStack != 0 ? byStack : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return stack + "-" + number;
    }
}
