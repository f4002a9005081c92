package orchestrator.cli.command;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import orchestrator.core.model.GitSource;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretName;

/** Reads what a person says about a repository; what is wrong is said with an example. */
final class GitNames {
    private static final int LONGEST = 400;
    private static final String HEADS = "refs/heads/";
    /** What {@code git check-ref-format} refuses. */
    private static final Pattern NO_BRANCH = Pattern.compile(
            "(^|.*/)\\..*|.*\\.\\..*|.*[\\x00-\\x20\\x7f~^:?*\\[\\\\].*|[-/].*|.*[/.]|.*//.*"
                    + "|(^|.*/)[^/]*\\.lock(/.*|$)|.*@\\{.*|@|");
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

    private GitNames() {}

    /** A branch, without {@code refs/heads/}. */
    static String branch(String typed) {
        String name = typed.startsWith(HEADS) ? typed.substring(HEADS.length()) : typed;
        if (name.startsWith("refs/")) {
            throw Failure.wrongInput("only a branch is followed, and \"" + typed + "\" is none",
                    "--branch main");
        }
        if (name.length() > LONGEST || NO_BRANCH.matcher(name).matches()) {
            throw Failure.wrongInput("\"" + typed + "\" cannot be the name of a branch",
                    "--branch main");
        }
        return name;
    }

    /** The path of a file in a repository, from its root. */
    static String path(String typed) {
        String path = typed.startsWith("./") ? typed.substring(2) : typed;
        boolean odd = path.isEmpty() || path.length() > LONGEST || path.contains("\\")
                || path.chars().anyMatch(c -> c < ' ' || c == 0x7f);
        if (odd || path.startsWith("/") || path.endsWith("/") || List.of(path.split("/", -1))
                .stream().anyMatch(GitNames::leadsAstray)) {
            throw Failure.wrongInput("\"" + typed + "\" is not the path of a file from the root of "
                    + "the repository", "--path stacks/shop.yml");
        }
        return path;
    }

    private static boolean leadsAstray(String part) {
        return part.isEmpty() || part.equals(".") || part.equals("..")
                || part.toLowerCase(Locale.ROOT).equals(".git");
    }

    /** From one look to the next. */
    static Duration interval(String typed) {
        Duration interval = WaitOptions.duration(typed);
        if (interval.compareTo(GitSource.SHORTEST_INTERVAL) < 0) {
            throw Failure.wrongInput("--interval " + typed + " asks too much of the repository's "
                    + "server: " + GitSource.SHORTEST_INTERVAL.toSeconds() + "s is the least",
                    "a hook or a webhook tells of a push at once: orch git hook --help");
        }
        if (interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw Failure.wrongInput("--interval " + typed + " is more than a day",
                    "--interval 15s is usual");
        }
        return interval;
    }

    static ProjectName project(String typed) {
        try {
            return new ProjectName(typed);
        } catch (IllegalArgumentException e) {
            throw Failure.wrongInput(e.getMessage(), "--project shop");
        }
    }

    static SecretName secret(String option, String typed) {
        try {
            return new SecretName(typed);
        } catch (IllegalArgumentException e) {
            throw Failure.wrongInput(option + " takes the name of a secret, never its value: "
                    + "lower-case letters, digits and dashes",
                    "orch secret set git-token -p PROJECT --for-git < FILE, then " + option
                            + " git-token");
        }
    }
}
