package orchestrator.core.model;

import java.util.List;

/** Where a value of {@code env} comes from. */
public sealed interface Value {
    /** Text with the addresses in it still open. */
    record Text(List<Part> parts) implements Value {
        public Text {
            parts = List.copyOf(parts);
        }
    }

    /** The plaintext of a secret, known only on the node. */
    record Secret(SecretName name) implements Value {}

    /** A text without references. */
    static Value literal(String text) {
        return new Text(List.of(new Part.Literal(text)));
    }
}
