package orchestrator.reconciler.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.reconciler.client.StoreGitConnections;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.secret.SecretSealer;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;
import orchestrator.reconciler.store.Versioned;

/** A store with the connection of shop, branch main, and pushes that are heard there. */
final class PushPlace {
    static final ProjectName SHOP = new ProjectName("shop");
    static final ProjectName UNKNOWN = new ProjectName("unknown");
    static final byte[] SECRET = "push-secret".getBytes(UTF_8);
    private static final ClusterId CLUSTER = new ClusterId("c1");
    private static final SecretName NAME = new SecretName("hook");

    final InMemoryEnsemble ensemble = new InMemoryEnsemble();
    final InMemoryClusterStore store = new InMemoryClusterStore(ensemble, Runnable::run);
    final ClusterRecords records = new ClusterRecords(store);
    final Pushes pushes;
    private final SecretSealer sealer;
    private final Random random = new Random(5);
    private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

    PushPlace(Path directory) {
        new ClusterBootstrap(records, () -> CLUSTER).open();
        sealer = new SecretSealer(ClusterKey.readOrCreate(directory.resolve("key"), this::bytes),
                this::bytes);
        pushes = new Pushes(new WebhookSecrets(records, CLUSTER, sealer, this::bytes),
                new StoreGitConnections(records, this::now)::order, this::now, this::now);
        connect(SHOP, Optional.of(NAME));
        set(SHOP, NAME, SECRET);
    }

    void connect(ProjectName project, Optional<SecretName> webhook) {
        GitSource source = new GitSource(project, "s1", "https://git.example.com/shop.git", "main",
                "shop.yml", Duration.ofSeconds(15), GitSource.Access.OPEN, "",
                GitSource.OnDrift.CORRECT, GitSource.Report.NOWHERE, webhook, "alice", now(),
                Optional.empty());
        store.commit(List.of(records.put(Paths.git(project), source, Optional.empty())));
    }

    void set(ProjectName project, SecretName name, byte[] value) {
        SecretId id = new SecretId(project, SecretId.SHARED, name);
        if (store.read(Paths.secrets(project)).isEmpty()) {
            store.commit(List.of(new StoreWrite.Create(Paths.secrets(project), new byte[0],
                    false)));
        }
        store.commit(List.of(records.put(Paths.secret(id),
                sealer.seal(CLUSTER, new SecretSealer.Draft(id, 1, value, false)),
                Optional.empty())));
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    private synchronized byte[] bytes(int count) {
        byte[] drawn = new byte[count];
        random.nextBytes(drawn);
        return drawn;
    }

    /** The number of the last order; 0 before the first. */
    int orders() {
        return order().map(GitOrder::number).orElse(0);
    }

    Optional<GitOrder> order() {
        return records.gitOrder(SHOP).map(Versioned::value);
    }

    /** All records but the orders, by path and version. */
    Map<String, Integer> everythingElse() {
        Map<String, Integer> versions = new TreeMap<>();
        for (StoredRecord record : ensemble.backup().values()) {
            if (!record.path().startsWith(Paths.GIT_ORDERS)) {
                versions.put(record.path(), record.version());
            }
        }
        return versions;
    }

    static byte[] payload(String name) {
        try (InputStream in = PushPlace.class.getResourceAsStream("/webhook/" + name + ".json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the program of that name sends it, with its proof. */
    static Map<String, String> headers(String forge, String event, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-type", "application/json");
        String hmac = Hmac.of(SECRET, body);
        switch (forge) {
            case "github" -> {
                headers.put("X-github-event", event);
                headers.put("X-github-delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958");
                headers.put("X-hub-signature-256", "sha256=" + hmac);
                headers.put("User-agent", "GitHub-Hookshot/044aadd");
            }
            case "gitea" -> {
                headers.put("X-gitea-event", event);
                headers.put("X-gitea-delivery", "f6266f16-1bf3-46a5-9ea4-602e06ead473");
                headers.put("X-gitea-signature", hmac);
                headers.put("X-github-event", event);
            }
            case "gitlab" -> {
                headers.put("X-gitlab-event", event);
                headers.put("X-gitlab-event-uuid", "13792a34-cac6-4fda-95a8-c58e00a3954e");
                headers.put("X-gitlab-token", new String(SECRET, UTF_8));
            }
            default -> throw new IllegalArgumentException(forge);
        }
        return headers;
    }

    /** As a hook of one's own sends it. */
    static Map<String, String> own(Instant time, byte[] body) {
        String seconds = Long.toString(time.getEpochSecond());
        return new LinkedHashMap<>(Map.of("X-orch-timestamp", seconds, "X-orch-signature",
                "sha256=" + Hmac.of(SECRET, (seconds + ".").getBytes(UTF_8), body)));
    }

    Answer hear(Map<String, String> headers, byte[] body) {
        return pushes.hear(Delivery.of(SHOP, headers, body));
    }
}
