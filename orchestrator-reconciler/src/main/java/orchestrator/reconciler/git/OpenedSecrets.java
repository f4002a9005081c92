package orchestrator.reconciler.git;

import java.util.Optional;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.wire.UnreadableRecordException;
import orchestrator.reconciler.secret.SecretUnreadableException;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Versioned;

/** Opens the secrets of a connection, as late as they are needed. */
final class OpenedSecrets {
    private final ClusterRecords records;
    private final GitParts parts;

    OpenedSecrets(ClusterRecords records, GitParts parts) {
        this.records = records;
        this.parts = parts;
    }

    /** @throws RepositoryException when they are not there, or cannot be opened here */
    Remote remote(GitSource source) {
        Optional<Remote.Credentials> credentials = source.access().credentials()
                .map(name -> new Remote.Credentials(source.access().user(),
                        open(source.project(), name)));
        return new Remote(source.id(), source.url(), source.branch(), credentials,
                source.access().knownHosts(), source.trustedKeys());
    }

    /** @throws RepositoryException when it is not there, or cannot be opened here */
    byte[] open(ProjectName project, SecretName name) {
        if (parts.sealer().isEmpty()) {
            throw refused("the leading server has no cluster key, so it cannot open secret "
                    + name + ": start the servers with --key-file", null);
        }
        try {
            SealedSecret sealed = records.secret(new SecretId(project, SecretId.SHARED, name))
                    .map(Versioned::value)
                    .orElseThrow(() -> refused("secret " + name + " has no value: orch secret set "
                            + name + " --project " + project, null));
            return parts.sealer().get().open(parts.cluster(), sealed);
        } catch (SecretUnreadableException e) {
            throw refused("secret " + name + " was not sealed with the key of this cluster: "
                    + "orch secret set " + name + " --project " + project, e);
        } catch (UnreadableRecordException e) {
            throw refused("secret " + name + (e.isNewer()
                    ? " was kept by a newer orch: upgrade the servers"
                    : " is damaged where it is kept: orch secret set " + name + " --project "
                            + project),
                    e);
        }
    }

    private static RepositoryException refused(String why, Throwable cause) {
        return new RepositoryException(RepositoryException.Kind.REFUSED, why, cause);
    }
}
