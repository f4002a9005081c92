package orchestrator.cli.command;

import java.util.List;

import orchestrator.cli.render.Nearest;

/**
 * An option or a word that a command does not take, and what the person probably meant.
 *
 * @param command as it is typed: {@code orch status}
 * @param options those it has, in their long form
 */
record Surplus(String command, String typed, List<String> options) {
    /** They show all there is; of one thing {@code orch why} tells. */
    private static final List<String> OVERVIEWS = List.of("orch status", "orch nodes",
            "orch events");

    Failure failure() {
        return Failure.wrongInput(typed.startsWith("-")
                ? command + " has no option \"" + typed + "\"" + meantOption()
                : command + " does not know what to do with \"" + typed + "\"" + meantFile(),
                next());
    }

    private String meantOption() {
        return typed.equals("--json") && options.contains("--output")
                ? "; did you mean -o json?"
                : Nearest.question(typed, options);
    }

    private String meantFile() {
        boolean yaml = typed.endsWith(".yml") || typed.endsWith(".yaml");
        return yaml && options.contains("--file") ? "; did you mean -f " + typed + "?" : "";
    }

    private String next() {
        return OVERVIEWS.contains(command) && AddressArgument.isLike(typed)
                ? "orch why " + typed
                : "see " + command + " --help";
    }
}
