package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import orchestrator.cli.render.Printable;

/** What holds for everything a command prints. */
final class Screens {
    private static final int WIDTH = 80;
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[\\d*m");
    private static final Pattern BANNED = Pattern
            .compile("(?i)(?<!/dev/)\\b(evaluations?|allocations?"
                    + "|reconciles?|pods?|replicas?|tasks?|jobs?|workers?|minions?|managers?|manifests?"
                    + "|coordinator|incarnations?|null|exception|optional\\[)\\b|<none>|unknown error"
                    + "|timed out waiting|!$");

    private Screens() {}

    /** No line is too wide, no word is another system's, no control character gets through. */
    static void check(Orch.Ran ran) {
        (ran.out() + ran.err()).lines().filter(line -> !line.startsWith("{"))
                .map(line -> COLOUR.matcher(line).replaceAll("")).forEach(Screens::check);
        (ran.out() + ran.err()).lines().filter(line -> line.startsWith("{"))
                .forEach(JsonSyntax::check);
    }

    static void check(String line) {
        assertThat(Printable.width(line)).as(line).isLessThanOrEqualTo(WIDTH);
        assertThat(BANNED.matcher(line).find()).as("a banned word in: " + line).isFalse();
        assertThat(Printable.of(line)).as("control characters").isEqualTo(line);
    }
}
