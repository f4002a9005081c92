package orchestrator.core.declaration;

/** How the text of a value is read; the key decides it, never the look of the text. */
@FunctionalInterface
interface ScalarType<T> {
    /** Reads {@code text}; {@code key} names the value in messages. */
    Parsed<T> read(String key, String text);
}
