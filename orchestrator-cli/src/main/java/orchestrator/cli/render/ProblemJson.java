package orchestrator.cli.render;

import java.util.List;

import orchestrator.core.declaration.Problem;

/** {@code orch validate -o json}: what editors need to show and mend mistakes. */
public final class ProblemJson {
    private ProblemJson() {}

    /** The verdict on a file. */
    public static Json of(String file, List<Problem> problems) {
        return Json.document("orch.validate/1").with("file", file)
                .with("valid", problems.isEmpty())
                .with("problems", problems.stream().map(ProblemJson::problem).toList());
    }

    private static Json problem(Problem problem) {
        return Json.object().with("file", problem.mark().file())
                .with("line", problem.mark().line()).with("col", problem.mark().column())
                .with("end", problem.mark().endColumn()).with("code", problem.code().word())
                .with("text", problem.message()).with("hint", problem.hint())
                .with("fix", problem.replacement()
                        .map(text -> Json.object().with("replace", text)));
    }
}
