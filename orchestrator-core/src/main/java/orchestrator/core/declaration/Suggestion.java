package orchestrator.core.declaration;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Suggestion {
    private static final int LONGEST_TYPED = 80;
    private static final int SHORT_NAME = 3;

    private Suggestion() {}

    /** The nearest of {@code known}, when one is near enough to be meant; the first of equals. */
    static Optional<String> nearest(String typed, Collection<String> known) {
        if (typed.isEmpty() || typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        String wanted = plain(typed);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = distance(wanted, plain(name));
            int allowed = Math.min(name.length(), typed.length()) <= SHORT_NAME ? 1 : 2;
            if (distance <= allowed && distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Edits (insert, remove, replace, swap of neighbours) that make one of the other. */
    static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            edits[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            edits[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                edits[i][j] = cheapest(edits, a, b, new int[]{i, j});
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int[] at) {
        int i = at[0];
        int j = at[1];
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
