package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import orchestrator.cli.render.Nearest;

/** What {@code orch git} does, in the order of its help. */
enum GitAct {
    CONNECT("let a project follow a file of a repository"),
    STATUS("what is followed, how far, and what keeps it from going on"),
    PAUSE("apply nothing for now"),
    RESUME("go on after a pause"),
    SYNC("look now; with --confirm, apply what waits for a yes"),
    DISCONNECT("follow no longer; what runs is kept"),
    HOOK("print what tells the cluster of a push at once"),
    PLAN("say what a branch would do");

    private static final Map<String, String> FOREIGN = Map.ofEntries(Map.entry("add", "connect"),
            Map.entry("follow", "connect"), Map.entry("remove", "disconnect"),
            Map.entry("rm", "disconnect"), Map.entry("delete", "disconnect"),
            Map.entry("unfollow", "disconnect"), Map.entry("list", "status"),
            Map.entry("ls", "status"), Map.entry("log", "status"), Map.entry("show", "status"),
            Map.entry("get", "status"), Map.entry("pull", "sync"), Map.entry("fetch", "sync"),
            Map.entry("refresh", "sync"), Map.entry("suspend", "pause"), Map.entry("diff", "plan"),
            Map.entry("hold", "pause"), Map.entry("unpause", "resume"),
            Map.entry("webhook", "hook"), Map.entry("hooks", "hook"));

    private final String summary;

    GitAct(String summary) {
        this.summary = summary;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String summary() {
        return summary;
    }

    /** The act of that word. */
    static GitAct of(String typed) {
        Optional<GitAct> act = List.of(values()).stream()
                .filter(each -> each.word().equals(typed)).findFirst();
        return act.orElseThrow(() -> FOREIGN.containsKey(typed)
                ? Failure.wrongInput("orch git does not know \"" + typed + "\"",
                        "orch git " + FOREIGN.get(typed))
                : Failure.wrongInput("orch git does not know \"" + typed + "\""
                        + Nearest.question(typed, words()), "orch git --help"));
    }

    static List<String> words() {
        List<String> words = new ArrayList<>();
        for (GitAct act : values()) {
            words.add(act.word());
        }
        return words;
    }

    Command command(Shell shell) {
        return switch (this) {
            case CONNECT -> new GitConnectCommand(shell);
            case STATUS -> new GitStatusCommand(shell);
            case PAUSE -> new GitPauseCommand(shell);
            case RESUME -> new GitResumeCommand(shell);
            case SYNC -> new GitSyncCommand(shell);
            case DISCONNECT -> new GitDisconnectCommand(shell);
            case HOOK -> new GitHookCommand(shell);
            case PLAN -> new GitPlanCommand(shell);
        };
    }
}
