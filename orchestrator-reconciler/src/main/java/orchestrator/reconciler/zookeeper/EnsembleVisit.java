package orchestrator.reconciler.zookeeper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.reconciler.doctor.EnsembleFacts;
import orchestrator.reconciler.doctor.EnsembleFacts.Latency;
import orchestrator.reconciler.doctor.EnsembleFacts.Visit;
import orchestrator.reconciler.doctor.Seen;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;

/**
 * A session like those of agents and servers, that looks round: what it writes is one ephemeral
 * record of its own, which is gone when it ends.
 */
final class EnsembleVisit {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int SAMPLES = 10;
    /** Of one kind: a slow ensemble is to be told as slow, and not to be waited for ten times. */
    private static final Duration OF_SAMPLES = Duration.ofMillis(1500);
    private static final Duration OF_CLOCKS = Duration.ofSeconds(2);
    private static final String CONFIG = "/zookeeper/config";
    private static final Pattern MEMBER = Pattern
            .compile("(?m)^server\\.\\d+=([^\\s:]+|\\[[^\\]]+\\]):.*?(?:;(?:.*:)?(\\d+))?$");

    private final LongSupplier nanoTime;
    private final LongSupplier wallMillis;

    EnsembleVisit(LongSupplier nanoTime, LongSupplier wallMillis) {
        this.nanoTime = nanoTime;
        this.wallMillis = wallMillis;
    }

    private interface Step {
        void run() throws Exception;
    }

    Seen<Visit> visit(String connectString) {
        ZooKeeperSettings settings = ZooKeeperSettings.of(connectString);
        try (CuratorFramework client = CuratorClients.create(settings, NewestTold.toNobody())) {
            client.start();
            if (!client.blockUntilConnected((int) PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Seen.not("no server gave us a session within " + PATIENCE.toSeconds()
                        + "s");
            }
            int granted = client.getZookeeperClient().getZooKeeper().getSessionTimeout();
            return Seen.of(look(client, settings.sessionTimeout(), Duration.ofMillis(granted)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Seen.not("the doctor was stopped");
        } catch (Exception e) {
            return Seen.not("a session broke off: " + e.getMessage());
        }
    }

    private Visit look(CuratorFramework client, Duration asked, Duration granted) {
        latency(() -> client.checkExists().forPath("/")); // the first ones load classes
        Seen<Latency> reads = latency(() -> client.checkExists().forPath("/"));
        Own own = new Own(client);
        Seen<Duration> ahead = own.create();
        Seen<Latency> writes = ahead.known().isPresent()
                ? latency(own::change)
                : Seen.not(ahead.why());
        own.delete();
        return new Visit(asked, granted, reads, writes, open(client), members(client),
                clocks(client, ahead));
    }

    /** Last, and for a bounded time: there may be many nodes. */
    private Seen<List<EnsembleFacts.Clock>> clocks(CuratorFramework client,
            Seen<Duration> ahead) {
        long begun = nanoTime.getAsLong();
        return ahead.map(each -> RecordedClocks.of(client, each.negated(),
                () -> nanoTime.getAsLong() - begun > OF_CLOCKS.toNanos()));
    }

    private Seen<Latency> latency(Step step) {
        List<Duration> times = new ArrayList<>();
        try {
            long first = nanoTime.getAsLong();
            while (times.isEmpty() || times.size() < SAMPLES
                    && nanoTime.getAsLong() - first < OF_SAMPLES.toNanos()) {
                long begun = nanoTime.getAsLong();
                step.run();
                times.add(Duration.ofNanos(nanoTime.getAsLong() - begun));
            }
        } catch (Exception e) {
            return Seen.not("the ensemble gave no answer (" + e.getMessage() + ")");
        }
        Collections.sort(times);
        return Seen.of(new Latency(times.get(times.size() / 2), times.getLast()));
    }

    /** What anybody may do to the first of the cluster's records, or where it would be. */
    private static Seen<Boolean> open(CuratorFramework client) {
        try {
            List<ACL> rules = client.checkExists().forPath("/cluster") == null
                    ? client.getACL().forPath("/")
                    : client.getACL().forPath("/cluster");
            return Seen.of(rules.stream()
                    .filter(rule -> rule.getId().getScheme().equals("world"))
                    .anyMatch(rule -> (rule.getPerms() & ZooDefs.Perms.WRITE) != 0));
        } catch (Exception e) {
            return Seen.not("the ensemble does not tell its access rules (" + e.getMessage() + ")");
        }
    }

    private static Seen<List<String>> members(CuratorFramework client) {
        try {
            byte[] text = client.getZookeeperClient().getZooKeeper().getData(CONFIG, false,
                    new Stat());
            return Seen.of(members(new String(text, StandardCharsets.UTF_8)));
        } catch (Exception e) {
            return Seen.not("the ensemble does not tell its members (" + e.getMessage() + ")");
        }
    }

    /** {@code host:port} for clients; without the port where the configuration has it elsewhere. */
    static List<String> members(String config) {
        List<String> found = new ArrayList<>();
        Matcher matcher = MEMBER.matcher(config);
        while (matcher.find()) {
            found.add(matcher.group(1)
                    + (matcher.group(2) == null ? "" : ":" + matcher.group(2)));
        }
        return found;
    }

    /** The record of our own. */
    private final class Own {
        private final CuratorFramework client;
        private String path = "";
        private int version;

        Own(CuratorFramework client) {
            this.client = client;
        }

        /** Makes it; the time it got is that of the leader's clock, which is compared with ours. */
        Seen<Duration> create() {
            try {
                String name = "/orch-doctor-" + Long.toHexString(
                        client.getZookeeperClient().getZooKeeper().getSessionId());
                long before = wallMillis.getAsLong();
                client.create().withMode(CreateMode.EPHEMERAL).forPath(name, new byte[0]);
                long after = wallMillis.getAsLong();
                path = name;
                Stat stat = client.checkExists().forPath(path);
                return Seen.of(Duration.ofMillis(stat.getCtime() - (before + after) / 2));
            } catch (KeeperException.NoNodeException e) {
                return Seen.not("the part of the ensemble that is meant does not exist");
            } catch (Exception e) {
                return Seen.not("the ensemble took no record of ours (" + e.getMessage() + ")");
            }
        }

        void change() throws Exception {
            version = client.setData().withVersion(version).forPath(path, new byte[1])
                    .getVersion();
        }

        void delete() {
            try {
                if (!path.isEmpty()) {
                    client.delete().withVersion(version).forPath(path);
                }
            } catch (Exception e) {
                // It ends with the session, in a moment.
                path = "";
            }
        }
    }
}
