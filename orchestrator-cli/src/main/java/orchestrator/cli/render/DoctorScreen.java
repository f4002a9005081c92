package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import orchestrator.reconciler.doctor.Diagnosis;
import orchestrator.reconciler.doctor.Grade;
import orchestrator.reconciler.doctor.Group;
import orchestrator.reconciler.doctor.Result;

/** {@code orch doctor}: what is well in few lines, what is not with reason and fix. */
public final class DoctorScreen {
    private static final int WORD = 8;
    private static final String INDENT = " ".repeat(2 + 2 + WORD);

    private DoctorScreen() {}

    /** A part for each thing that was looked at; the sum comes last. */
    public static List<Line> of(Diagnosis diagnosis, Look look) {
        List<Line> lines = new ArrayList<>();
        for (Group group : Group.values()) {
            List<Result> results = diagnosis.results().stream()
                    .filter(each -> each.group() == group).toList();
            if (!results.isEmpty()) {
                title(group, diagnosis, look).forEach(
                        line -> lines.add(Line.of(Tone.STRONG, line.text())));
                lines.addAll(passed(results, look));
                for (Grade grade : new Grade[]{Grade.UNSEEN, Grade.NOTE, Grade.WRONG}) {
                    lines.addAll(findings(results, grade, look));
                }
            }
        }
        lines.addAll(sum(diagnosis, look));
        return lines;
    }

    private static List<Line> title(Group group, Diagnosis diagnosis, Look look) {
        return switch (group) {
            case MACHINE -> List.of(Line.of("THIS MACHINE"));
            case ENSEMBLE -> Wrap.hanging("ENSEMBLE  ", diagnosis.about().replace(",", ", ")
                    .replace(",  ", ", "), look.width());
            case CLUSTER -> List.of(Line.of("CLUSTER"));
        };
    }

    private static List<Line> passed(List<Result> results, Look look) {
        String text = results.stream().filter(Result.Passed.class::isInstance).map(Result::text)
                .collect(Collectors.joining("; "));
        return text.isEmpty()
                ? List.of()
                : headed(look.unicode() ? "✓" : "+", "ok", text, Tone.GOOD, look);
    }

    private static List<Line> findings(List<Result> results, Grade grade, Look look) {
        List<Line> lines = new ArrayList<>();
        for (Result result : results) {
            if (result instanceof Result.Finding finding && finding.grade() == grade) {
                lines.addAll(headed(symbol(grade, look), grade.word(), finding.text(),
                        tone(grade), look));
                lines.addAll(Wrap.hanging(INDENT + "why  ", finding.why(), look.width()));
                String head = "fix  ";
                for (String fix : finding.fix()) {
                    lines.addAll(Wrap.hanging(INDENT + head, fix, look.width()));
                    head = "     ";
                }
            }
        }
        return lines;
    }

    private static List<Line> headed(String symbol, String word, String text, Tone tone,
            Look look) {
        String head = "  " + symbol + " " + Printable.padded(word, WORD);
        List<Line> lines = new ArrayList<>(Wrap.hanging(head, text, look.width()));
        lines.set(0, lines.getFirst().toned(tone, 2, 2 + word.length()));
        return lines;
    }

    private static String symbol(Grade grade, Look look) {
        return switch (grade) {
            case WRONG -> look.unicode() ? "✗" : "x";
            case NOTE -> "!";
            case UNSEEN -> "?";
        };
    }

    private static Tone tone(Grade grade) {
        return switch (grade) {
            case WRONG -> Tone.BAD;
            case NOTE -> Tone.MOVING;
            case UNSEEN -> Tone.DIM;
        };
    }

    private static List<Line> sum(Diagnosis diagnosis, Look look) {
        int wrong = diagnosis.findings(Grade.WRONG).size();
        int notes = diagnosis.findings(Grade.NOTE).size();
        int unseen = diagnosis.findings(Grade.UNSEEN).size();
        List<String> parts = new ArrayList<>();
        parts.add(wrong == 0
                ? "Nothing is wrong"
                : Words.count(wrong, "thing") + (wrong == 1
                        ? " is wrong"
                        : " are wrong"));
        if (notes > 0) {
            parts.add(Words.count(notes, "note"));
        }
        if (unseen > 0) {
            parts.add(unseen + " could not be seen");
        }
        parts.add(Words.count(diagnosis.passed(), "check") + " passed");
        String seconds = String.format(Locale.ROOT, "%.1fs", diagnosis.took().toMillis() / 1000.0);
        return Wrap.paragraph(String.join(", ", parts) + " (" + seconds + ").", look.width())
                .stream().map(line -> Line.of(wrong == 0 ? Tone.PLAIN : Tone.BAD, line.text()))
                .toList();
    }
}
