package orchestrator.reconciler.wiring;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.forge.ForgeAnnouncer;
import orchestrator.reconciler.git.GitParts;
import orchestrator.reconciler.git.Repositories;
import orchestrator.reconciler.jgit.AllowedAddresses;
import orchestrator.reconciler.jgit.JGitRepositories;
import orchestrator.reconciler.jgit.Limits;
import orchestrator.reconciler.jgit.Surroundings;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.secret.SecretSealer;

/** What a server follows repositories with. */
final class GitSetup {
    /** Below the directory of the server: what is kept there of repositories may be lost. */
    private static final String CACHES = "git";

    private GitSetup() {}

    /** Without a key file no credentials are opened; each connection that needs some says so. */
    static GitParts of(ServerOptions options, ClusterId cluster) {
        Optional<SecretSealer> sealer = options.keyFile()
                .map(file -> new SecretSealer(ClusterKey.read(file), Chance.BYTES));
        return new GitParts(cluster, repositories(options),
                new ForgeAnnouncer(options.git().allow()), sealer);
    }

    private static Repositories repositories(ServerOptions options) {
        return new JGitRepositories(new Surroundings(options.state().resolve(CACHES),
                AllowedAddresses.of(options.git().allow()), Limits.USUAL, InstantSource.system(),
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("git-", 0).factory())));
    }
}
