package orchestrator.core.model;

/**
 * The number of one placement of an instance, never used twice in the life of a cluster: the epoch
 * of the leader that decided it, and a count within that epoch. Grows with every placement.
 */
public record Incarnation(int epoch, int number) implements Comparable<Incarnation> {
    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when {@code text} is not of the form {@code 7.12}
     */
    public static Incarnation parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 1) {
            throw new IllegalArgumentException("not an incarnation: \"" + text + "\"");
        }
        return new Incarnation(Integer.parseInt(text.substring(0, dot)),
                Integer.parseInt(text.substring(dot + 1)));
    }

    @Override
    public int compareTo(Incarnation other) {
        int byEpoch = Integer.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return epoch + "." + number;
    }
}
