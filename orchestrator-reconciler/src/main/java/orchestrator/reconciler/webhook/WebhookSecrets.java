package orchestrator.reconciler.webhook;

import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.wire.UnreadableRecordException;
import orchestrator.reconciler.secret.RandomBytes;
import orchestrator.reconciler.secret.SecretSealer;
import orchestrator.reconciler.secret.SecretUnreadableException;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secrets that push events are signed with. */
public final class WebhookSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSecrets.class);
    private static final SecretName NONE = new SecretName("none");
    private static final int NOBODYS_BYTES = 32;

    private final ClusterRecords records;
    private final ClusterId cluster;
    private final SecretSealer sealer;
    private final byte[] nobodys;

    /**
     * Secrets that are opened at each use.
     *
     * @param random draws what is compared with where there is no secret
     */
    public WebhookSecrets(ClusterRecords records, ClusterId cluster, SecretSealer sealer,
            RandomBytes random) {
        this.records = records;
        this.cluster = cluster;
        this.sealer = sealer;
        this.nobodys = random.next(NOBODYS_BYTES);
    }

    /**
     * A connection, and its secret.
     *
     * @param secret one that nobody knows, where there is none
     */
    record Expected(Optional<GitSource> source, byte[] secret) {}

    /**
     * What is expected of a sender. It takes the same two looks at the store whether there is such a
     * project, so that the time does not tell.
     */
    Expected of(ProjectName project) {
        try {
            Optional<GitSource> source = records.gitSource(project).map(Versioned::value);
            SecretId id = new SecretId(project, SecretId.SHARED,
                    source.flatMap(GitSource::webhook).orElse(NONE));
            Optional<SealedSecret> sealed = records.secret(id).map(Versioned::value)
                    .filter(_ -> source.flatMap(GitSource::webhook).isPresent());
            byte[] secret = sealed.map(each -> sealer.open(cluster, each))
                    .filter(bytes -> bytes.length > 0).orElse(nobodys);
            return new Expected(source, secret);
        } catch (SecretUnreadableException | UnreadableRecordException e) {
            LOG.warn("push events of {} cannot be checked: {}", project, e.getMessage());
            return new Expected(Optional.empty(), nobodys);
        }
    }
}
