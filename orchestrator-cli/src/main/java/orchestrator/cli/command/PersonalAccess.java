package orchestrator.cli.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import orchestrator.reconciler.git.Remote;
import picocli.CommandLine.Option;

/** How this machine gets into a repository; a secret of the cluster never comes here. */
final class PersonalAccess {
    private static final String SOURCE = "personal";

    @Option(names = "--user", paramLabel = "NAME", description = "name to log in with")
    private Optional<String> user = Optional.empty();
    @Option(names = "--credentials-file", paramLabel = "FILE", description = "password, token or private key; it stays on this machine")
    private Optional<String> file = Optional.empty();
    @Option(names = "--known-hosts", paramLabel = "FILE", description = "the keys an ssh server may show")
    private Optional<String> knownHosts = Optional.empty();

    /** That branch, with what the person has said. */
    Remote remote(GitUrl url, String branch, Path folder) {
        return new Remote(SOURCE, url.text(), branch, credentials(folder),
                KnownHosts.read(knownHosts, url, folder), "");
    }

    /** As above; the known hosts of a connection serve where no others are named. */
    Remote remote(GitUrl url, String branch, Path folder, String known) {
        return new Remote(SOURCE, url.text(), branch, credentials(folder),
                knownHosts.isEmpty() ? known : KnownHosts.read(knownHosts, url, folder), "");
    }

    private Optional<Remote.Credentials> credentials(Path folder) {
        return file.map(each -> TextFile.read("--credentials-file", each, folder))
                .map(text -> text.contains("PRIVATE KEY") ? text : text.stripTrailing())
                .map(text -> new Remote.Credentials(user,
                        text.getBytes(StandardCharsets.UTF_8)));
    }
}
