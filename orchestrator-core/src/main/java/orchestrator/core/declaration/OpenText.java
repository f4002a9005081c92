package orchestrator.core.declaration;

import java.util.List;

import orchestrator.core.model.SourceMark;

/** A text of the declaration with the {@code ${…}} in it found but not yet understood. */
record OpenText(List<Piece> pieces) {
    OpenText {
        pieces = List.copyOf(pieces);
    }

    /** Literal text or a reference. */
    sealed interface Piece {}

    /** Text that stays as it is; {@code $${} is already {@code ${}. */
    record Literal(String text) implements Piece {}

    /** What stands between the braces, and where. */
    record Reference(String name, SourceMark mark) implements Piece {}

    List<Reference> references() {
        return pieces.stream().filter(Reference.class::isInstance).map(Reference.class::cast)
                .toList();
    }

    static OpenText literal(String text) {
        return new OpenText(text.isEmpty() ? List.of() : List.of(new Literal(text)));
    }
}
