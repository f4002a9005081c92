package orchestrator.reconciler.doctor;

import java.util.Optional;
import java.util.function.Function;

/** Something that was looked for: it was seen, or it is said why not. */
public sealed interface Seen<T> {
    /** It was seen. */
    record Known<T>(T value) implements Seen<T> {}

    /** It was not; {@code why} follows "cannot be seen:". */
    record Unknown<T>(String why) implements Seen<T> {}

    /** What was seen. */
    static <T> Seen<T> of(T value) {
        return new Known<>(value);
    }

    /** What was not seen, and why. */
    static <T> Seen<T> not(String why) {
        return new Unknown<>(why);
    }

    /** The value, when it was seen. */
    default Optional<T> known() {
        return this instanceof Known<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    /** Why it was not seen; empty text when it was. */
    default String why() {
        return this instanceof Unknown<T>(String why) ? why : "";
    }

    /** The same of something made from the value. */
    default <R> Seen<R> map(Function<T, R> change) {
        return switch (this) {
            case Known<T>(T value) -> new Known<>(change.apply(value));
            case Unknown<T>(String why) -> new Unknown<>(why);
        };
    }
}
