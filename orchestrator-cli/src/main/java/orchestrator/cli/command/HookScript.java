package orchestrator.cli.command;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.GitSource;

/** What stands in {@code .git/hooks/post-receive}, for a plain shell. */
final class HookScript {
    private HookScript() {}

    /** One line, for a machine that has orch and reaches the cluster. Nothing waits for it. */
    static String line(GitSource source, ClusterOptions cluster) {
        String server = cluster.zookeeper().map(each -> " --zookeeper " + quoted(each)).orElse("");
        return "orch git sync " + source.project() + " --hook" + server + " >/dev/null 2>&1 &";
    }

    /** For a machine that has only curl and openssl. */
    static List<String> script(GitSource source, String server, String keyFile) {
        return ("""
                #!/bin/sh
                # Tells the cluster of a push. The key is never on a command line.
                key=KEY
                url=URL
                body='{"ref":"refs/heads/BRANCH"}' time=$(date +%s)
                sign=$({ tail -c 64 "$key"; { head -c 64 "$key"; printf %s "$time.$body"; } |
                  openssl dgst -sha256 -binary; } | openssl dgst -sha256 -r | cut -c1-64)
                curl -fsS -m 5 -X POST -H "X-Orch-Timestamp: $time" \\
                  -H "X-Orch-Signature: sha256=$sign" -H 'Content-Type: application/json' \\
                  --data-binary "$body" "$url" >/dev/null 2>&1 &
                """.replace("KEY", quoted(keyFile))
                .replace("URL", quoted(server + "/git/" + source.project()))
                .replace("BRANCH", json(source.branch()).replace("'", "'\\''"))).lines()
                .toList();
    }

    /** As a word of the shell, whatever is in it. */
    static String quoted(String text) {
        return Optional.of(text).filter(each -> each.matches("[A-Za-z0-9_./:,@%+=-]+"))
                .orElseGet(() -> "'" + text.replace("'", "'\\''") + "'");
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
