package orchestrator.core.declaration;

/** What came of reading one piece of text: its meaning, or what is wrong with it. */
sealed interface Parsed<T> {
    record Value<T>(T value) implements Parsed<T> {}

    record Wrong<T>(Mistake mistake) implements Parsed<T> {}

    static <T> Parsed<T> value(T value) {
        return new Value<>(value);
    }

    static <T> Parsed<T> wrong(Mistake mistake) {
        return new Wrong<>(mistake);
    }

    /**
     * The meaning of a text that was checked before.
     *
     * @throws IllegalStateException when it was not, which is a fault of ours
     */
    default T checked() {
        return switch (this) {
            case Value<T>(T value) -> value;
            case Wrong<T>(Mistake mistake) -> throw new IllegalStateException(
                    "built from an unchecked declaration: " + mistake.message());
        };
    }
}
