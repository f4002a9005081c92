package orchestrator.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitSource.Access;
import orchestrator.core.model.GitSource.OnDrift;
import orchestrator.core.model.GitSource.Report;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.git.Remote;

/** A connection as a person asks for it, before it is known of which project. */
record WantedConnection(GitUrl url, String branch, String path, Duration interval,
        OnDrift onDrift, Access access, TrustedKeys keys, Report report,
        Optional<SecretName> webhook) {

    /** The branch as this machine would read it. */
    Remote remote() {
        return new Remote("personal", url.text(), branch, Optional.empty(), access.knownHosts(),
                keys.text());
    }

    /** The record to be kept. */
    GitSource source(ProjectName project, String id, String who, Instant since) {
        return new GitSource(project, id, url.text(), branch, path, interval, access, keys.text(),
                onDrift, report, webhook, who, since, Optional.empty());
    }

    /** True when that connection says the same already. */
    boolean isLike(GitSource source) {
        return source.equals(source(source.project(), source.id(), source.who(), source.since())
                .with(source.pause()));
    }

    /**
     * Refuses secrets that have no value.
     *
     * @throws Failure with the command that sets the first that is missing
     */
    void requireSecrets(ClusterClient client, ProjectName project) {
        Map<String, SecretName> needed = new LinkedHashMap<>();
        access.credentials().ifPresent(each -> needed.put(GitAccessOptions.CREDENTIALS, each));
        report.forge().ifPresent(each -> needed.put(GitReportOptions.TOKEN, each.token()));
        webhook.ifPresent(each -> needed.put(GitReportOptions.WEBHOOK, each));
        if (needed.isEmpty()) {
            return;
        }
        List<SecretId> known = client.secrets(project).stream()
                .map(ClusterClient.SecretRow::id).toList();
        needed.forEach((option, name) -> {
            if (!known.contains(new SecretId(project, SecretId.SHARED, name))) {
                String set = "orch secret set " + name + " -p " + project + " --for-git";
                throw Failure.wrongInput(option + " " + name + ": secret " + name + " of "
                        + project + " has no value; nothing was sent",
                        option.equals(GitReportOptions.WEBHOOK)
                                ? "openssl rand -hex 32 | " + set
                                : set + " < FILE");
            }
        });
    }
}
