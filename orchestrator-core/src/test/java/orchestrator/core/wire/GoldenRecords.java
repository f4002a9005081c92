package orchestrator.core.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Check;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ClusterRecord;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Endpoint;
import orchestrator.core.model.Event;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.LeaseRecord;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Part;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.Tombstone;
import orchestrator.core.model.Value;
import orchestrator.core.model.VolumeId;

/** The values that the golden files hold; never changed, only added to. */
final class GoldenRecords {
    private static final ProjectName SHOP = new ProjectName("shop");
    private static final NodeName NODE = new NodeName("n1");
    private static final ClusterId CLUSTER = new ClusterId("0b6f4c1e-7f0a-4f43-9a3e-4a5b6c7d8e9f");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");
    private static final InstanceId APACHE = InstanceId.parse(SHOP, "lamp-3/apache-1");
    private static final InstanceId MYSQL = InstanceId.parse(SHOP, "lamp-3/mysql-1");
    private static final InstanceId HAPROXY = InstanceId.parse(SHOP, "haproxy-2");
    private static final SecretId PASSWORD = new SecretId(SHOP, "lamp-3",
            new SecretName("db-password"));
    private static final Reason READY = new Reason(ReasonCode.CHECK_PASSED, "answers on /");

    private static final CommitId COMMIT = new CommitId("1a2b3c4d".repeat(5));

    private GoldenRecords() {}

    /** By file: the readable kinds have one format, the bulk kinds another. */
    static SortedMap<String, Object> all() {
        SortedMap<String, Object> all = new TreeMap<>();
        inFormat1().forEach((name, value) -> all.put("format-1/" + name, value));
        all.put("format-2/assignment.tables", assignment());
        all.put("format-2/status.tables", status());
        return all;
    }

    private static SortedMap<String, Object> inFormat1() {
        SortedMap<String, Object> all = new TreeMap<>();
        all.put("cluster.json", new ClusterRecord(CLUSTER, 1));
        all.put("project.json", new ProjectRecord(SHOP, 7,
                Optional.of(new ProjectRecord.Pause(7, "ada", NOON))));
        all.put("rollout.json", rollout());
        all.put("lease.json", new LeaseRecord(NODE, "boot-1.4"));
        all.put("revision.json", revision());
        all.put("spec.json", spec());
        all.put("spec-bare.json", new ContainerSpec("busybox", List.of(), List.of(), List.of(),
                List.of(), List.of(), Resources.NONE, Optional.empty(), Optional.empty(),
                ContainerSpec.Stop.DEFAULT));
        all.put("node.json", new NodeRecord(NODE, new Resources(4000, 8L << 30),
                map("zone", "a"), "172.17.0.1", "127.0.0.2", "127.0.0.1:7070", 20000, 20999,
                "boot-1", "0.1.0", true));
        all.put("intent.json", NodeIntent.dead("ada", "new disk", NOON, 7));
        all.put("report.json", report());
        all.put("secret.json", new SealedSecret(PASSWORD, 3, new byte[]{1, 2, 3, -1},
                new byte[]{0, 9, -128, 127}, true));
        all.put("events.json", List.of(
                new Event(NOON, Optional.of(SHOP), "lamp-3/apache-1", READY),
                new Event(NOON, Optional.empty(), "n1",
                        new Reason(ReasonCode.NODE_LOST, "no word from it for 11s"))));
        all.put("git.json", gitSource());
        all.put("git-order.json", new GitOrder(SHOP, "c1", 4, "webhook", NOON,
                Optional.of(new GitOrder.Confirmed(COMMIT, "ada", NOON))));
        all.put("git-state.json", gitState());
        all.put("assignment.smile", assignment());
        all.put("status.smile", status());
        return all;
    }

    private static GitSource gitSource() {
        return new GitSource(SHOP, "c1", "https://git.example.com/shop.git", "main",
                "stacks/shop.yml", Duration.ofSeconds(15),
                new GitSource.Access(Optional.of("ci"), Optional.of(PASSWORD.name()), "host key"),
                "ada key", GitSource.OnDrift.CORRECT,
                new GitSource.Report(true, Optional.of(new GitSource.Forge(
                        GitSource.Forge.Kind.GITEA, "https://git.example.com/api/v1", "team/shop",
                        PASSWORD.name()))),
                Optional.of(PASSWORD.name()), "ada", NOON,
                Optional.of(new GitSource.Pause("bob", NOON)));
    }

    private static GitState gitState() {
        CommitMark mark = new CommitMark(COMMIT, "ada", "apache 1.6.0", NOON);
        return new GitState(SHOP, "c1", Optional.of(new GitState.Seen(mark, NOON, "webhook")),
                Optional.of(new GitState.Applied(mark, 7, NOON)),
                Optional.of(new GitState.Hold(GitState.Hold.Why.BAD_FILE, "the file has a problem",
                        List.of("shop.yml:3:5 unknown key"), Optional.of(COMMIT), NOON)),
                List.of(new GitState.Drift(NOON, Optional.of("bob"), "lamp 5 -> 3", true)),
                Optional.of(new GitState.Told(COMMIT, GitState.Told.Verdict.DONE, NOON,
                        Optional.of("the note was refused"))),
                4);
    }

    private static Revision revision() {
        return new Revision(SHOP, 7, "ada", NOON, "laptop", "lamp 3 → 5", "shop.yaml",
                "project: shop\nrun: {lamp: 5}\n", map("site.conf", "Listen 80\n"), false,
                map("lamp/apache", 6));
    }

    private static RolloutRecord rollout() {
        RolloutRecord.Failure failure = new RolloutRecord.Failure(APACHE, NODE,
                new Incarnation(12, 4), new Reason(ReasonCode.CHECK_FAILED, "503, 6 times"),
                Optional.of("GET http://127.0.0.2:20000/"), List.of("no database"), 1, 5,
                Optional.of(6));
        return new RolloutRecord(SHOP, 6, List.of(
                new RolloutRecord.Result(6, RolloutRecord.Outcome.DONE, NOON, Optional.empty()),
                new RolloutRecord.Result(7, RolloutRecord.Outcome.FAILED, NOON,
                        Optional.of(failure))));
    }

    private static ContainerSpec spec() {
        Part host = new Part.Address(new ServiceName("mysql"), Part.Address.Field.HOST, "mysql");
        Check check = new Check(new Check.Probe.Http("/", "http"), Duration.ofSeconds(5),
                Duration.ofMillis(1500), 3, Duration.ofMinutes(1));
        return new ContainerSpec("httpd:2.4", List.of(List.of(new Part.Literal("run"))),
                List.of(new ContainerSpec.Env("DB", new Value.Text(List.of(host,
                        new Part.Self(Part.Self.Field.NODE)))),
                        new ContainerSpec.Env("PW", new Value.Secret(PASSWORD.name()))),
                List.of(new ContainerSpec.FileMount("/a", new FileContent.Inline(List.of(host))),
                        new ContainerSpec.FileMount("/b", new FileContent.Plain("b", "text")),
                        new ContainerSpec.FileMount("/c", new FileContent.Template("c", "{{x}}")),
                        new ContainerSpec.FileMount("/d", new FileContent.Secret(PASSWORD.name()))),
                List.of(new ContainerSpec.Port("http", 80, Optional.of(8080)),
                        new ContainerSpec.Port("metrics", 9117, Optional.empty())),
                List.of(new ContainerSpec.Volume("/var/www", "www", true)),
                new Resources(500, 256L << 20), Optional.of(check), Optional.of("HUP"),
                new ContainerSpec.Stop("WINCH", Duration.ofSeconds(30)));
    }

    private static LeaderReport report() {
        SortedMap<NodeName, Instant> silent = new TreeMap<>();
        silent.put(NODE, NOON);
        return new LeaderReport("server-1", 12, NOON,
                List.of(new HeldInstance(MYSQL,
                        new Reason(ReasonCode.NO_NODE_FITS, "needs 512MB, 300MB free"), NOON)),
                silent, Optional.of(new Reason(ReasonCode.MANY_NODES_LOST, "3 of 5 nodes")));
    }

    private static NodeAssignment assignment() {
        Endpoint mysql = new Endpoint(MYSQL, NODE, "172.17.0.1", map("mysql", 20001));
        AssignedInstance apache = new AssignedInstance(APACHE, new Incarnation(12, 4),
                new SpecHash("00112233445566778899aabbccddeeff"),
                new SpecHash("ffeeddccbbaa99887766554433221100"), map("http", 20000),
                new Resources(500, 256L << 20), List.of(8080),
                List.of(new AssignedInstance.Reference(new ServiceName("mysql"), mysql)),
                List.of(new AssignedInstance.EndpointList("mysql", List.of(mysql))), 42,
                List.of(new AssignedInstance.SecretUse(PASSWORD, 3)),
                new AssignedInstance.Origin(7, 6), new AssignedInstance.Upkeep(
                        Duration.ofSeconds(15), Optional.of("httpd:2.6"), Exclusive.LEASE));
        return new NodeAssignment(CLUSTER, 12, 99, List.of(apache),
                List.of(new Tombstone(HAPROXY, new Incarnation(11, 2),
                        new Reason(ReasonCode.COUNT_DOWN, "haproxy 2 → 1"), true)));
    }

    private static NodeStatus status() {
        return new NodeStatus(NODE, 99,
                List.of(new InstanceStatus(APACHE, new Incarnation(12, 4), Phase.CRASHED,
                        new Reason(ReasonCode.EXITED, "exit code 1"), NOON, 2, 42,
                        List.of("starting", "cannot reach the database"), true)),
                List.of(new VolumeId(MYSQL, "data")),
                Optional.of(new Reason(ReasonCode.ENGINE_SILENT, "no answer for 10s")),
                List.of(new NodeStatus.ImageStatus("httpd:2.6",
                        new Reason(ReasonCode.IMAGE_PULLING, "61 of 148MB"))));
    }

    private static <T> SortedMap<String, T> map(String key, T value) {
        SortedMap<String, T> map = new TreeMap<>();
        map.put(key, value);
        return map;
    }
}
