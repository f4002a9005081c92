package orchestrator.core.declaration;

import java.util.Optional;
import java.util.function.Function;

/** A {@link Problem} before it is known where it stands. */
record Mistake(ProblemCode code, String message, Optional<String> hint,
        Optional<String> replacement) {
    static Mistake of(ProblemCode code, String message, String hint) {
        return new Mistake(code, message, Optional.of(hint), Optional.empty());
    }

    static Mistake of(ProblemCode code, String message) {
        return new Mistake(code, message, Optional.empty(), Optional.empty());
    }

    /** With the text that would mend it, which the hint tells as well. */
    static Mistake mended(ProblemCode code, String message, String replacement) {
        return new Mistake(code, message, Optional.of("write " + replacement),
                Optional.of(replacement));
    }

    /** A name that is not there, with the nearest one that is. */
    static Mistake unknown(ProblemCode code, String message, Optional<String> nearest,
            String otherwise) {
        Optional<String> hint = nearest.map(name -> "did you mean \"" + name + "\"?")
                .or(() -> Optional.of(otherwise).filter(text -> !text.isEmpty()));
        return new Mistake(code, message, hint, nearest);
    }

    Mistake withReplacement(Function<String, String> change) {
        return new Mistake(code, message, hint, replacement.map(change));
    }

    Mistake withHint(String other) {
        return new Mistake(code, message, Optional.of(other), replacement);
    }
}
