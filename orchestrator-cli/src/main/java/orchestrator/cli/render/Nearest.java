package orchestrator.cli.render;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What a person probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The most similar of {@code known}, when one is similar enough to be meant. */
    public static Optional<String> of(String typed, Collection<String> known) {
        int most = Math.max(1, typed.length() / 3);
        return known.stream()
                .filter(each -> distance(typed, each) <= most
                        || typed.length() > 2 && each.startsWith(typed))
                .min(Comparator.comparingInt(each -> distance(typed, each)));
    }

    /** {@code ; did you mean "x"?} or nothing. */
    public static String question(String typed, Collection<String> known) {
        return of(typed, known).map(each -> "; did you mean \"" + each + "\"?").orElse("");
    }

    /** Letters to add, drop, change or swap with the next. */
    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }
}
