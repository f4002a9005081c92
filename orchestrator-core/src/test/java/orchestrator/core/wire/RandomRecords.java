package orchestrator.core.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Check;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ClusterRecord;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.CopyId;
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
import orchestrator.core.model.StackName;
import orchestrator.core.model.Tombstone;
import orchestrator.core.model.Value;
import orchestrator.core.model.VolumeId;

/** Arbitrary records, the same for the same seed. */
final class RandomRecords {
    private static final String[] TEXTS = {"", "plain", "two\nlines", "tab\t\"quoted\" \\",
            "h\u00f6\u00df", "\u65e5\u672c", "\ud83d\ude80", "\u0000\u001b[31m", "{\"a\":1}",
            "\u202e"};
    private final Random random;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    /** One record of every kind. */
    List<Object> oneOfEach() {
        return List.of(new ClusterRecord(cluster(), random.nextInt(9)),
                new ProjectRecord(project(), random.nextInt(),
                        maybe(() -> new ProjectRecord.Pause(random.nextInt(), text(), instant()))),
                revision(), spec(), node(),
                new NodeIntent(text(), text(), instant(), maybe(() -> random.nextInt(9))),
                report(), secret(),
                events(),
                assignment(), status(), rollout(), new LeaseRecord(nodeName(), text()),
                gitSource(), new GitOrder(project(), text(), random.nextInt(), text(), instant(),
                        maybe(() -> new GitOrder.Confirmed(commit(), text(), instant()))),
                gitState());
    }

    Revision revision() {
        SortedMap<String, String> files = map(this::text);
        return new Revision(project(), random.nextInt(99), text(), instant(), text(), text(),
                text(), text(), files, random.nextBoolean(), map(random::nextInt));
    }

    private CommitId commit() {
        return new CommitId("%040x".formatted(random.nextLong()));
    }

    private CommitMark mark() {
        return new CommitMark(commit(), text(), text(), instant());
    }

    private GitSource gitSource() {
        return new GitSource(project(), text(), text(), text(), text(), duration(),
                new GitSource.Access(maybe(this::text), maybe(() -> secret().id().name()), text()),
                text(), oneOf(GitSource.OnDrift.values()),
                new GitSource.Report(random.nextBoolean(), maybe(() -> new GitSource.Forge(
                        oneOf(GitSource.Forge.Kind.values()), text(), text(),
                        secret().id().name()))),
                maybe(() -> secret().id().name()), text(), instant(),
                maybe(() -> new GitSource.Pause(text(), instant())));
    }

    private GitState gitState() {
        return new GitState(project(), text(),
                maybe(() -> new GitState.Seen(mark(), instant(), text())),
                maybe(() -> new GitState.Applied(mark(), random.nextInt(), instant())),
                maybe(() -> new GitState.Hold(oneOf(GitState.Hold.Why.values()), text(),
                        some(this::text), maybe(this::commit), instant())),
                some(() -> new GitState.Drift(instant(), maybe(this::text), text(),
                        random.nextBoolean())),
                maybe(() -> new GitState.Told(commit(), oneOf(GitState.Told.Verdict.values()),
                        instant(), maybe(this::text))),
                random.nextInt());
    }

    private RolloutRecord rollout() {
        return new RolloutRecord(project(), random.nextInt(), some(() -> new RolloutRecord.Result(
                random.nextInt(), oneOf(RolloutRecord.Outcome.values()), instant(),
                maybe(() -> new RolloutRecord.Failure(instance(), nodeName(), incarnation(),
                        reason(), maybe(this::text), some(this::text), random.nextInt(),
                        random.nextInt(), maybe(random::nextInt))))));
    }

    ContainerSpec spec() {
        return new ContainerSpec(text(), some(() -> some(this::part)), some(this::env),
                some(this::file),
                some(() -> new ContainerSpec.Port(text(), random.nextInt(), maybe(
                        () -> random.nextInt()))),
                some(() -> new ContainerSpec.Volume(text(), text(), random.nextBoolean())),
                resources(), maybe(this::check), maybe(this::text),
                new ContainerSpec.Stop(text(), duration()));
    }

    NodeRecord node() {
        return new NodeRecord(nodeName(), resources(), map(this::text), text(), text(), text(),
                random.nextInt(), random.nextInt(), text(), text(), random.nextBoolean());
    }

    LeaderReport report() {
        SortedMap<NodeName, Instant> silent = new TreeMap<>();
        some(this::nodeName).forEach(each -> silent.put(each, instant()));
        return new LeaderReport(text(), random.nextInt(), instant(),
                some(() -> new HeldInstance(instance(), reason(), instant())), silent,
                maybe(this::reason));
    }

    SealedSecret secret() {
        byte[] nonce = new byte[12];
        byte[] ciphertext = new byte[random.nextInt(40)];
        random.nextBytes(nonce);
        random.nextBytes(ciphertext);
        return new SealedSecret(secretId(), random.nextInt(), nonce, ciphertext,
                random.nextBoolean());
    }

    List<Event> events() {
        return some(() -> new Event(instant(), maybe(this::project), text(), reason()));
    }

    NodeAssignment assignment() {
        return new NodeAssignment(cluster(), random.nextInt(), random.nextLong(),
                some(this::assigned),
                some(() -> new Tombstone(instance(), incarnation(), reason(),
                        random.nextBoolean())));
    }

    NodeStatus status() {
        return new NodeStatus(nodeName(), random.nextLong(),
                some(() -> new InstanceStatus(instance(), incarnation(),
                        oneOf(Phase.values()), reason(), instant(), random.nextInt(),
                        random.nextLong(), some(this::text), random.nextBoolean())),
                some(() -> new VolumeId(instance(), text())), maybe(this::reason),
                some(() -> new NodeStatus.ImageStatus(text(), reason())));
    }

    private AssignedInstance assigned() {
        return new AssignedInstance(instance(), incarnation(), hash(), hash(),
                map(random::nextInt), resources(), some(random::nextInt),
                some(() -> new AssignedInstance.Reference(service(), endpoint())),
                some(() -> new AssignedInstance.EndpointList(text(), some(this::endpoint))),
                random.nextLong(),
                some(() -> new AssignedInstance.SecretUse(secretId(), random.nextInt())),
                new AssignedInstance.Origin(random.nextInt(), random.nextInt()),
                new AssignedInstance.Upkeep(Duration.ofMillis(random.nextInt(99_999)),
                        maybe(this::text), oneOf(Exclusive.values())));
    }

    private Endpoint endpoint() {
        return new Endpoint(instance(), nodeName(), text(), map(random::nextInt));
    }

    private ContainerSpec.Env env() {
        Value value = random.nextBoolean()
                ? new Value.Text(some(this::part))
                : new Value.Secret(new SecretName("key"));
        return new ContainerSpec.Env(text(), value);
    }

    private ContainerSpec.FileMount file() {
        FileContent content = switch (random.nextInt(4)) {
            case 0 -> new FileContent.Inline(some(this::part));
            case 1 -> new FileContent.Plain(text(), text());
            case 2 -> new FileContent.Template(text(), text());
            default -> new FileContent.Secret(new SecretName("key"));
        };
        return new ContainerSpec.FileMount(text(), content);
    }

    private Part part() {
        return switch (random.nextInt(3)) {
            case 0 -> new Part.Literal(text());
            case 1 -> new Part.Address(service(), oneOf(Part.Address.Field.values()), text());
            default -> new Part.Self(oneOf(Part.Self.Field.values()));
        };
    }

    private Check check() {
        Check.Probe probe = switch (random.nextInt(3)) {
            case 0 -> new Check.Probe.Http(text(), text());
            case 1 -> new Check.Probe.Tcp(text());
            default -> new Check.Probe.Run(some(this::text));
        };
        return new Check(probe, duration(), duration(), random.nextInt(), duration());
    }

    private InstanceId instance() {
        return new InstanceId(project(),
                maybe(() -> new CopyId(new StackName("lamp"), 1 + random.nextInt(30))), service(),
                1 + random.nextInt(200));
    }

    private SecretId secretId() {
        return new SecretId(project(), random.nextBoolean() ? SecretId.SHARED : "lamp-3",
                new SecretName("db-password"));
    }

    private ClusterId cluster() {
        return new ClusterId("c" + random.nextInt());
    }

    private SpecHash hash() {
        return new SpecHash(SpecHash.digest(text()));
    }

    private Incarnation incarnation() {
        return new Incarnation(random.nextInt(1 << 30), random.nextInt(1 << 30));
    }

    private ProjectName project() {
        return new ProjectName(oneOf("shop", "a", "very-long-name-of-a-project"));
    }

    private ServiceName service() {
        return new ServiceName(oneOf("apache", "mysql", "haproxy"));
    }

    private NodeName nodeName() {
        return new NodeName("n" + random.nextInt(1000));
    }

    private Resources resources() {
        return new Resources(random.nextInt(99_000), random.nextLong(1L << 45));
    }

    private Reason reason() {
        return new Reason(oneOf(ReasonCode.values()), text());
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L),
                random.nextInt(1_000_000_000));
    }

    private Duration duration() {
        return Duration.ofMillis(random.nextInt(1_000_000));
    }

    private String text() {
        return oneOf(TEXTS);
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> some(Supplier<T> each) {
        List<T> list = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            list.add(each.get());
        }
        return list;
    }

    private <T> SortedMap<String, T> map(Supplier<T> each) {
        SortedMap<String, T> map = new TreeMap<>();
        some(this::text).forEach(key -> map.put(key, each.get()));
        return map;
    }
}
