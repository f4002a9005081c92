package orchestrator.reconciler.git;

import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.secret.SecretSealer;

/**
 * What a server follows repositories with.
 *
 * @param sealer empty on a server without the cluster key: it opens no credentials and draws no
 *               secrets
 */
public record GitParts(ClusterId cluster, Repositories repositories, Announcer announcer,
        Optional<SecretSealer> sealer) {}
