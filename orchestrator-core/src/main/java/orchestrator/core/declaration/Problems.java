package orchestrator.core.declaration;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import orchestrator.core.model.SourceMark;

/** The mistakes found so far in one run over a file; each once, however often it is met. */
final class Problems {
    private static final Comparator<Problem> BY_PLACE = Comparator
            .comparing((Problem problem) -> problem.mark().file())
            .thenComparingInt(problem -> problem.mark().line())
            .thenComparingInt(problem -> problem.mark().column());

    private final String file;
    private final Set<Problem> found = new LinkedHashSet<>();

    Problems(String file) {
        this.file = file;
    }

    void add(SourceMark mark, Mistake mistake) {
        found.add(new Problem(mistake.code(), mark, mistake.message(), mistake.hint(),
                mistake.replacement()));
    }

    void add(ProblemCode code, SourceMark mark, String message, String hint) {
        add(mark, Mistake.of(code, message, hint));
    }

    int count() {
        return found.size();
    }

    /** In the order of the file, those of the declaration itself before those of its templates. */
    List<Problem> inOrder() {
        Comparator<Problem> ownFirst = Comparator
                .comparing(problem -> !problem.mark().file().equals(file));
        return found.stream().sorted(ownFirst.thenComparing(BY_PLACE)).toList();
    }
}
