package orchestrator.cli.command;

import java.nio.file.Path;
import java.util.Optional;

import orchestrator.core.model.GitSource.Access;
import orchestrator.core.model.SecretName;
import picocli.CommandLine.Option;

/** How servers get into a repository, and whose commits they believe. */
final class GitAccessOptions {
    static final String CREDENTIALS = "--credentials";

    @Option(names = "--user", paramLabel = "NAME", description = "name to log in with (default: that of the URL)")
    private Optional<String> user = Optional.empty();
    @Option(names = CREDENTIALS, paramLabel = "SECRET", description = "secret of the project with the password, token or private key")
    private Optional<String> credentials = Optional.empty();
    @Option(names = "--known-hosts", paramLabel = "FILE", description = "the keys an ssh server may show, as ssh-keyscan prints them")
    private Optional<String> knownHosts = Optional.empty();
    @Option(names = "--verify", paramLabel = "FILE", description = "public keys, one of which has to sign each commit")
    private Optional<String> verify = Optional.empty();

    Access access(GitUrl url, Path folder) {
        user.filter(each -> each.isBlank() || each.chars().anyMatch(c -> c <= ' ' || c == ':'))
                .ifPresent(each -> {
                    throw Failure.wrongInput("--user takes a name, without a password",
                            CREDENTIALS + " SECRET names where the password is kept");
                });
        return new Access(user, credentials(), KnownHosts.read(knownHosts, url, folder));
    }

    Optional<SecretName> credentials() {
        return credentials.map(each -> GitNames.secret(CREDENTIALS, each));
    }

    TrustedKeys trusted(Path folder) {
        return verify.map(each -> TrustedKeys.read(each, folder)).orElse(TrustedKeys.NONE);
    }
}
