package orchestrator.cli.command;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import orchestrator.core.model.GitSource.Forge;
import orchestrator.core.model.GitSource.Forge.Kind;
import orchestrator.core.model.GitSource.Report;
import orchestrator.core.model.SecretName;
import picocli.CommandLine.Option;

/** Where the result of a commit is told, and how the cluster hears of a push. */
final class GitReportOptions {
    static final String TOKEN = "--token";
    static final String WEBHOOK = "--webhook";
    private static final Pattern PLACE = Pattern.compile(
            "(?:[a-z]+://(?:[^@/]*@)?|[^@/:]+@)([^/:]+|\\[[^]]*])(?::\\d+)?[/:](.+?)(?:\\.git)?/?");
    private static final Pattern API = Pattern.compile("https?://[^\\s@?#]+[^\\s@?#/]");

    @Option(names = "--notes", description = "push the result of each commit as a note, refs/notes/orch")
    private boolean notes;
    @Option(names = "--report", paramLabel = "FORGE", description = "set the status of each commit at github, gitlab or gitea")
    private Optional<Kind> forge = Optional.empty();
    @Option(names = "--api", paramLabel = "URL", description = "with --report: its API (default: that of the host of the URL)")
    private Optional<String> api = Optional.empty();
    @Option(names = "--repository", paramLabel = "OWNER/NAME", description = "with --report: its name there (default: that of the URL)")
    private Optional<String> repository = Optional.empty();
    @Option(names = TOKEN, paramLabel = "SECRET", description = "with --report: secret with the right to set a status")
    private Optional<String> token = Optional.empty();
    @Option(names = WEBHOOK, paramLabel = "SECRET", description = "secret that signs push events sent to the servers")
    private Optional<String> webhook = Optional.empty();

    Report report(GitUrl url) {
        if (forge.isEmpty()) {
            if (api.isPresent() || repository.isPresent() || token.isPresent()) {
                throw Failure.wrongInput("--api, --repository and --token are of a forge, and none "
                        + "was named", "--report github, gitlab or gitea");
            }
            return new Report(notes, Optional.empty());
        }
        SecretName secret = token().orElseThrow(() -> Failure.wrongInput("--report needs " + TOKEN
                + ": the secret with the right to set the status of a commit",
                "orch secret set git-token -p PROJECT --for-git < FILE, then " + TOKEN
                        + " git-token"));
        Matcher place = PLACE.matcher(url.text());
        boolean known = place.matches() && !url.isLocal();
        String address = api.orElseGet(() -> api(forge.get(), known
                ? place.group(1)
                : missing(
                        "--api", "https://git.example.com/api/v1")));
        String name = repository.orElseGet(() -> known
                ? place.group(2)
                : missing("--repository", "alice/shop"));
        if (!API.matcher(address).matches()) {
            throw Failure.wrongInput("--api takes the URL of an API, without a password and "
                    + "without a slash at its end", "--api https://git.example.com/api/v1");
        }
        if (!name.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)+")) {
            throw Failure.wrongInput("--repository takes OWNER/NAME, not \"" + name + "\"",
                    "--repository alice/shop");
        }
        return new Report(notes, Optional.of(new Forge(forge.get(), address, name, secret)));
    }

    Optional<SecretName> token() {
        return token.map(each -> GitNames.secret(TOKEN, each));
    }

    Optional<SecretName> webhook() {
        return webhook.map(each -> GitNames.secret(WEBHOOK, each));
    }

    private static String missing(String option, String example) {
        throw Failure.wrongInput("--report needs " + option + ": it does not follow from the URL",
                option + " " + example);
    }

    private static String api(Kind kind, String host) {
        return switch (kind) {
            case GITHUB -> host.equals("github.com")
                    ? "https://api.github.com"
                    : "https://" + host + "/api/v3";
            case GITLAB -> "https://" + host + "/api/v4";
            case GITEA -> "https://" + host + "/api/v1";
        };
    }
}
