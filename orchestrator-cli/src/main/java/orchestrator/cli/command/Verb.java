package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import orchestrator.cli.render.Nearest;
import orchestrator.reconciler.wiring.Examination;
import orchestrator.reconciler.wiring.LocalCluster;

/**
 * The one list of commands, in the order of {@code orch --help}. To add a verb: a line here, a case
 * in {@link #command}, a class beside this one.
 */
public enum Verb {
    UP("start a cluster on this machine"),
    INIT("write a first project file: lamp, memcached or hello"),
    VALIDATE("check the project file; needs no cluster"),
    PLAN("say what apply would do"),
    APPLY("make the cluster run what the file says"),
    WAIT("look on until all is ready"),
    STATUS("what runs, and what does not"),
    WHY("why something is as it is"),
    LOGS("what an instance wrote"),
    EVENTS("what happened"),
    HISTORY("the revisions, and what became of each"),
    ROLLBACK("run again what an earlier revision said"),
    RESTART("make containers anew, one after the other"),
    PAUSE("hold back a rollout"),
    RESUME("let a rollout go on"),
    NODES("the nodes and their room"),
    DRAIN("empty a node, for its maintenance"),
    UNDRAIN("let a node take work again"),
    NODE("confirm that a silent node is dead"),
    SECRET("set, list or delete secrets"),
    GIT("let projects follow git repositories: a commit is an apply"),
    DELETE("stop a whole project"),
    DOCTOR("look for what is wrong, and say how to mend it"),
    DOWN("stop the cluster of this machine"),
    SERVER("run a server, on a machine of its own"),
    AGENT("make this machine a node"),
    VERSION("which orch this is");

    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("get", "status"), Map.entry("ps", "status"), Map.entry("ls", "status"),
            Map.entry("list", "status"), Map.entry("top", "status --watch"),
            Map.entry("watch", "status --watch"), Map.entry("describe", "why"),
            Map.entry("inspect", "why"), Map.entry("explain", "why"), Map.entry("diff", "plan"),
            Map.entry("scale", "apply"), Map.entry("deploy", "apply"), Map.entry("create", "apply"),
            Map.entry("run", "apply"), Map.entry("start", "apply"), Map.entry("rm", "delete"),
            Map.entry("remove", "delete"), Map.entry("destroy", "delete"),
            Map.entry("stop", "delete"), Map.entry("cordon", "drain"),
            Map.entry("uncordon", "undrain"), Map.entry("log", "logs"),
            Map.entry("undo", "rollback"), Map.entry("revert", "rollback"),
            Map.entry("rollout", "history"), Map.entry("releases", "history"),
            Map.entry("revisions", "history"), Map.entry("reload", "restart"),
            Map.entry("bounce", "restart"), Map.entry("recreate", "restart"),
            Map.entry("hold", "pause"), Map.entry("freeze", "pause"),
            Map.entry("continue", "resume"), Map.entry("unpause", "resume"),
            Map.entry("await", "wait"), Map.entry("follow", "wait"),
            Map.entry("secrets", "secret"),
            Map.entry("sync", "git sync"), Map.entry("connect", "git connect"),
            Map.entry("gitops", "git status"),
            Map.entry("confirm-dead", "node confirm-dead NODE"),
            Map.entry("check", "validate"), Map.entry("lint", "validate"),
            Map.entry("config", "validate"), Map.entry("diagnose", "doctor"),
            Map.entry("info", "doctor"), Map.entry("health", "doctor"));

    /**
     * What a person can take in as one list. It was 26 until {@code git} came: following a
     * repository has eight acts with a state of its own, which would be eight verbs, or options of
     * verbs that mean the rollout ({@code pause}, {@code resume}); one verb above them is the least.
     */
    static final int MOST = 27;

    private final String summary;

    Verb(String summary) {
        this.summary = summary;
    }

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it does, in a few words. */
    public String summary() {
        return summary;
    }

    /** True when the first thing it does is to connect. */
    boolean looksAtACluster() {
        return switch (this) {
            case UP, INIT, VALIDATE, DOWN, SERVER, AGENT, VERSION -> false;
            default -> true;
        };
    }

    /** The verb of that word. */
    static Optional<Verb> of(String word) {
        for (Verb verb : values()) {
            if (verb.word().equals(word)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }

    /** What to say of a word that is no verb. */
    static Failure unknown(String typed) {
        if (FOREIGN.containsKey(typed)) {
            String ours = FOREIGN.get(typed);
            String counts = typed.equals("scale")
                    ? "change the number under \"run:\" in the file, then "
                    : "";
            return Failure.wrongInput("there is no command \"" + typed + "\"",
                    counts + "orch " + ours);
        }
        List<String> words = new ArrayList<>();
        for (Verb verb : values()) {
            words.add(verb.word());
        }
        return Failure.wrongInput("there is no command \"" + typed + "\""
                + Nearest.question(typed, words), "all commands: orch --help");
    }

    /** The command, made only when it is the one to run: nothing else of it is loaded before. */
    Command command(Shell shell) {
        return switch (this) {
            case INIT -> new InitCommand(shell);
            case VALIDATE -> new ValidateCommand(shell);
            case PLAN -> new PlanCommand(shell);
            case APPLY -> new ApplyCommand(shell);
            case WAIT -> new WaitCommand(shell);
            case HISTORY -> new HistoryCommand(shell);
            case ROLLBACK -> new RollbackCommand(shell);
            case RESTART -> new RestartCommand(shell);
            case PAUSE -> new PauseCommand(shell);
            case RESUME -> new ResumeCommand(shell);
            case NODE -> new NodeCommand(shell);
            case STATUS -> new StatusCommand(shell);
            case UP -> new UpCommand(shell, new LocalCluster(System.getenv()));
            case DOCTOR -> new DoctorCommand(shell, new Examination(System.getenv()));
            case DOWN -> new DownCommand(shell, new LocalCluster(System.getenv()));
            case SERVER -> new ServerCommand(shell);
            case AGENT -> new AgentCommand(shell);
            case WHY -> new WhyCommand(shell);
            case LOGS -> new LogsCommand(shell);
            case EVENTS -> new EventsCommand(shell);
            case NODES -> new NodesCommand(shell);
            case DRAIN -> new DrainCommand(shell);
            case UNDRAIN -> new UndrainCommand(shell);
            case SECRET -> new SecretCommand(shell);
            case GIT -> new GitCommand(shell);
            case DELETE -> new DeleteCommand(shell);
            case VERSION -> new VersionCommand(shell);
        };
    }
}
