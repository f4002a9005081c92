package orchestrator.reconciler.client;

import java.util.SortedSet;
import java.util.TreeSet;

import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.CopyId;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.Value;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.state.DesiredProject.RunEntry;
import orchestrator.core.state.DesiredProject.SecretSpec;

/**
 * Which values Orchestrator has to draw for a project: one for each numbered copy whose services use
 * the secret, or one for all where it is not a copy's own.
 */
final class GeneratedSecrets {
    private final DesiredProject project;
    private final SortedSet<SecretId> needed = new TreeSet<>();

    private GeneratedSecrets(DesiredProject project) {
        this.project = project;
    }

    static SortedSet<SecretId> of(DesiredProject project) {
        GeneratedSecrets secrets = new GeneratedSecrets(project);
        project.secrets().stream().filter(SecretSpec::generated).forEach(secrets::add);
        return secrets.needed;
    }

    private void add(SecretSpec secret) {
        for (RunEntry entry : project.run()) {
            switch (entry) {
                case RunEntry.Stack stack -> addStack(secret, stack);
                case RunEntry.Service direct -> {
                    if (uses(direct.service(), secret.name())) {
                        need(secret, SecretId.SHARED);
                    }
                }
            }
        }
    }

    private void addStack(SecretSpec secret, RunEntry.Stack stack) {
        boolean used = stack.members().stream()
                .anyMatch(member -> uses(member.service(), secret.name()));
        if (!used) {
            return;
        }
        if (!secret.perCopy()) {
            need(secret, SecretId.SHARED);
        } else if (stack.count() instanceof Count.Exactly(int copies)) {
            for (int number = 1; number <= copies; number++) {
                need(secret, new CopyId(stack.stack(), number).toString());
            }
        }
    }

    private void need(SecretSpec secret, String scope) {
        needed.add(new SecretId(project.name(), scope, secret.name()));
    }

    private boolean uses(ServiceName service, SecretName secret) {
        return project.service(service).map(each -> uses(each.container(), secret)).orElse(false);
    }

    private static boolean uses(ContainerSpec container, SecretName secret) {
        return container.env().stream().map(ContainerSpec.Env::value)
                .anyMatch(new Value.Secret(secret)::equals)
                || container.files().stream().map(ContainerSpec.FileMount::content)
                        .anyMatch(new FileContent.Secret(secret)::equals);
    }
}
