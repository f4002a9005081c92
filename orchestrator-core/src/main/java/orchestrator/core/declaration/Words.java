package orchestrator.core.declaration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import orchestrator.core.model.Name;

/** Values that are one of a few words, and names. */
final class Words {
    static final List<String> SIGNALS = List.of("TERM", "HUP", "INT", "QUIT", "USR1", "USR2",
            "WINCH", "KILL", "ABRT", "ALRM", "CONT", "PIPE");

    private Words() {}

    /** One of {@code words}, as written. */
    static ScalarType<String> oneOf(List<String> words) {
        return (key, text) -> words.contains(text)
                ? Parsed.value(text)
                : Parsed.wrong(Mistake.unknown(ProblemCode.BAD_WORD,
                        key + " must be " + either(words) + ", not " + VisibleText.quoted(text),
                        Suggestion.nearest(text, words), ""));
    }

    private static String either(List<String> words) {
        int last = words.size() - 1;
        return last == 0
                ? words.getFirst()
                : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** A constant of an enum, written in lower case with dashes. */
    static <E extends Enum<E>> ScalarType<E> constantOf(Class<E> type, List<E> allowed) {
        ScalarType<String> words = oneOf(allowed.stream().map(Words::word).toList());
        return (key, text) -> switch (words.read(key, text)) {
            case Parsed.Value<String> known -> Parsed.value(
                    Enum.valueOf(type, known.value().toUpperCase(Locale.ROOT).replace('-', '_')));
            case Parsed.Wrong<String>(Mistake mistake) -> Parsed.wrong(mistake);
        };
    }

    static <E extends Enum<E>> ScalarType<E> constantOf(Class<E> type) {
        return constantOf(type, Arrays.asList(type.getEnumConstants()));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code yes} or {@code no}; {@code true} and {@code false} mean the same. */
    static Parsed<Boolean> yesOrNo(String key, String text) {
        return switch (text) {
            case "yes", "true" -> Parsed.value(true);
            case "no", "false" -> Parsed.value(false);
            default -> Parsed.wrong(Mistake.of(ProblemCode.BAD_WORD,
                    key + " must be yes or no, not " + VisibleText.quoted(text)));
        };
    }

    /** The name of a signal without {@code SIG}. */
    static Parsed<String> signal(String key, String text) {
        String plain = text.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
        if (SIGNALS.contains(plain) && !plain.equals(text)) {
            return Parsed.wrong(Mistake.mended(ProblemCode.BAD_WORD,
                    VisibleText.quoted(text) + " is not the name of a signal here", plain));
        }
        return oneOf(SIGNALS).read(key, text);
    }

    /** A name of a port, volume, secret or label. */
    static Parsed<String> name(String key, String text) {
        if (Name.isValid(text)) {
            return Parsed.value(text);
        }
        String mended = text.toLowerCase(Locale.ROOT).replaceAll("[_. ]", "-");
        String message = VisibleText.quoted(text) + " is not a name for a " + key;
        return Parsed.wrong(Name.isValid(mended)
                ? Mistake.mended(ProblemCode.BAD_NAME, message, mended)
                : Mistake.of(ProblemCode.BAD_NAME, message, text.length() > Name.MAX_LENGTH
                        ? "at most " + Name.MAX_LENGTH + " characters"
                        : "a letter, then letters, digits and dashes, all in lower case"));
    }

    /** A name that addresses are made of: it may not look like {@code lamp-3}. */
    static Parsed<String> addressName(String key, String text) {
        return Name.isValid(text) && Name.endsInNumber(text)
                ? Parsed.wrong(Mistake.of(ProblemCode.BAD_NAME, "a " + key
                        + " may not end in a dash and a number",
                        "\"" + text + "\" would read as a numbered copy"))
                : name(key, text);
    }
}
