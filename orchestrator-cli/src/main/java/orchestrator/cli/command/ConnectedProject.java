package orchestrator.cli.command;

import orchestrator.core.model.ProjectName;
import picocli.CommandLine.Option;

/** Which of the projects that follow a repository is meant: a word, or {@code -p} as elsewhere. */
final class ConnectedProject {
    @Option(names = {"-p",
            "--project"}, hidden = true, paramLabel = "PROJECT", description = "the project that is meant")
    private String option = "";

    /** The name as it was typed, or empty text. */
    String typed(String word) {
        if (!word.isEmpty() && !option.isEmpty() && !word.equals(option)) {
            throw Failure.wrongInput("which project is meant, " + word + " or " + option + "?",
                    "name one of them");
        }
        return word.isEmpty() ? option : word;
    }

    /** The one that is meant, see {@link GitLook#the}. */
    ProjectName find(String word, GitLook look) {
        return look.the(typed(word));
    }
}
