package orchestrator.core.declaration;

import java.util.List;
import java.util.Optional;

/** Mistakes about names that stand elsewhere in the file: the hint says on which line. */
final class Near {
    private Near() {}

    /** A name that is not among {@code known}, with the nearest one, or all when they are few. */
    static Mistake unknown(ProblemCode code, String message, String typed,
            List<Marked<String>> known) {
        List<String> names = known.stream().map(Marked::value).toList();
        Optional<String> nearest = Suggestion.nearest(typed, names);
        Optional<String> hint = nearest.map(name -> "did you mean \"" + name + "\" (line "
                + lineOf(name, known) + ")?").or(() -> names.isEmpty()
                        ? Optional.empty()
                        : Optional.of("known: " + some(names)));
        return new Mistake(code, message, hint, nearest);
    }

    private static int lineOf(String name, List<Marked<String>> known) {
        return known.stream().filter(each -> each.value().equals(name)).findFirst().orElseThrow()
                .mark().line();
    }

    private static String some(List<String> names) {
        int most = 6;
        String first = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return VisibleText.shown(first) + (names.size() > most ? ", ..." : "");
    }
}
