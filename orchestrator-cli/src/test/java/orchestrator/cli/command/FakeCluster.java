package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Event;
import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.plan.Hold;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.client.ProjectChangedException;
import orchestrator.reconciler.store.StoreUnavailableException;

/**
 * A cluster with the real planner and nodes that do at once what they are told. Every look at it
 * moves it one step on, and its clock one second.
 */
final class FakeCluster implements ClusterClient, InstantSource {
    private static final int MOST_LOOKS = 1000;
    private static final ClusterId ID = new ClusterId("5f0c2a9e");

    final FakeNodes nodes = new FakeNodes(ID);
    final List<Event> events = new ArrayList<>();
    boolean answers = true;
    boolean leading = true;
    boolean complete = true;
    Optional<Revision> changedMeanwhile = Optional.empty();
    int looksUntilSilent = Integer.MAX_VALUE;
    int silentLooks;
    private int looks;
    private int looksUntilLater = Integer.MAX_VALUE;
    private Optional<Revision> later = Optional.empty();
    private final Map<ProjectName, List<Revision>> projects = new TreeMap<>();
    final FakeRollouts rollouts = new FakeRollouts();
    final FakeGit git = new FakeGit(this);
    private final Map<ProjectName, ProjectRecord.Pause> pauses = new TreeMap<>();
    private final Map<SecretId, SecretRow> secrets = new TreeMap<>();
    private final Map<InstanceId, HeldInstance> holds = new TreeMap<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T14:02:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** After so many looks somebody else applies that. */
    void laterBy(int looks, Revision revision) {
        looksUntilLater = looks;
        later = Optional.of(revision);
    }

    /** Lets the cluster work until nothing is left to do. */
    void settle() {
        for (int i = 0; i < 60; i++) {
            step();
        }
    }

    private void step() {
        now = now.plusSeconds(1);
        if (leading) {
            List<Hold> held = nodes.step(desired(), observed(), now);
            holds.keySet().removeIf(id -> held.stream().noneMatch(h -> h.instance().equals(id)));
            for (Hold hold : held) {
                HeldInstance before = holds.get(hold.instance());
                Instant since = before == null ? now : before.since();
                holds.put(hold.instance(),
                        new HeldInstance(hold.instance(), hold.reason(), since));
            }
            DesiredState desired = desired();
            desired.projects().forEach(each -> rollouts.judge(each, desired, observed(),
                    number -> projects.get(each.name()).get(number - 1)).ifPresent(this::undo));
        }
    }

    /** What was held for the sake of the revision that is undone is held no more. */
    private void undo(Revision good) {
        make(good);
        holds.keySet().removeIf(id -> id.project().equals(good.project()));
    }

    @Override
    public ClusterView view() {
        assertThat(++looks).as("looks: the command never ends").isLessThan(MOST_LOOKS);
        boolean silent = looksUntilSilent-- <= 0 && silentLooks-- > 0;
        if (silent || !answers) {
            now = now.plusSeconds(1);
            listeners.forEach(Runnable::run);
            throw new StoreUnavailableException("no answer within 5s");
        }
        step();
        listeners.forEach(Runnable::run);
        if (looksUntilLater-- <= 0) {
            later.ifPresent(this::make);
            later = Optional.empty();
        }
        return look();
    }

    private ClusterView look() {
        LeaderReport report = new LeaderReport("server-1", 1, now, List.copyOf(holds.values()),
                new TreeMap<>(), Optional.empty());
        List<ClusterView.CurrentProject> current = projects.entrySet().stream()
                .map(entry -> new ClusterView.CurrentProject(record(entry.getKey()),
                        entry.getValue().getLast()))
                .toList();
        return new ClusterView(ID, now, desired(), observed(), current, Optional.of(report),
                leading, rollouts.all());
    }

    private ProjectRecord record(ProjectName project) {
        return new ProjectRecord(project, projects.get(project).getLast().number(),
                Optional.ofNullable(pauses.get(project)));
    }

    private ObservedState observed() {
        List<ObservedState.KnownSecret> known = secrets.values().stream()
                .map(row -> new ObservedState.KnownSecret(row.id(), row.version())).toList();
        return new ObservedState(ID, 1, nodes.incarnations(), now, complete, nodes.all(),
                known);
    }

    private DesiredState desired() {
        return new DesiredState(projects.values().stream().map(List::getLast)
                .map(each -> read(each).withHalt(halt(each.project()))).toList());
    }

    private Optional<Reason> halt(ProjectName project) {
        if (record(project).activePause().isPresent()) {
            return Optional.of(new Reason(ReasonCode.ROLLOUT_PAUSED, "the rollout is paused"));
        }
        RolloutRecord record = rollouts.of(project);
        return record.result(record(project).currentRevision())
                .filter(each -> each.outcome() == RolloutRecord.Outcome.FAILED)
                .filter(_ -> record.good() > 0)
                .map(_ -> new Reason(ReasonCode.ROLLOUT_STOPPED, "the rollout has failed"));
    }

    static DesiredProject read(Revision revision) {
        return revision.deletes()
                ? new DesiredProject(revision.project(), revision.number(), List.of(), List.of(),
                        List.of())
                : DeclarationReader.read(revision.file(), revision.text(), revision.files(),
                        revision.number()).project().orElseThrow()
                        .withRestarts(revision.restarts());
    }

    @Override
    public Revision apply(Revision draft, OptionalInt expected) {
        List<Revision> all = projects.computeIfAbsent(draft.project(), _ -> new ArrayList<>());
        if (changedMeanwhile.isPresent()) {
            make(changedMeanwhile.get());
        }
        if (expected.orElse(0) != all.size()) {
            throw new ProjectChangedException(draft.project() + " is at another revision by now");
        }
        return make(draft);
    }

    /** The next revision of its project, whoever makes it. */
    Revision make(Revision draft) {
        List<Revision> all = projects.computeIfAbsent(draft.project(), _ -> new ArrayList<>());
        Revision made = new Revision(draft.project(), all.size() + 1, draft.who(), draft.when(),
                draft.from(), draft.change(), draft.file(), draft.text(), draft.files(),
                draft.deletes(), draft.restarts());
        all.add(made);
        read(made).secrets().stream().filter(DesiredProject.SecretSpec::generated)
                .forEach(secret -> generate(draft.project(), secret));
        event(made.project().value(), ReasonCode.REVISION_APPLIED,
                "revision " + made.number() + " by " + made.who() + ": " + made.change());
        return made;
    }

    private void generate(ProjectName project, DesiredProject.SecretSpec secret) {
        for (int copy = 1; copy <= (secret.perCopy() ? 9 : 1); copy++) {
            SecretId id = new SecretId(project, secret.perCopy()
                    ? "lamp-" + copy
                    : SecretId.SHARED, secret.name());
            secrets.putIfAbsent(id, new SecretRow(id, 1, true));
        }
    }

    void event(String subject, ReasonCode code, String text) {
        events.add(new Event(now, Optional.empty(), subject, new Reason(code, text)));
    }

    Revision current(String project) {
        return projects.get(new ProjectName(project)).getLast();
    }

    int revisions(String project) {
        return projects.getOrDefault(new ProjectName(project), List.of()).size();
    }

    @Override
    public Optional<Revision> revision(ProjectName project, int number) {
        return projects.getOrDefault(project, List.of()).stream()
                .filter(each -> each.number() == number).findFirst();
    }

    @Override
    public List<Revision> revisions(ProjectName project) {
        return List.copyOf(projects.getOrDefault(project, List.of()));
    }

    @Override
    public boolean pause(ProjectName project, int expected, String who) {
        boolean runs = record(project).activePause().isEmpty();
        pauses.put(project, new ProjectRecord.Pause(expected, who, now));
        return runs;
    }

    @Override
    public boolean resume(ProjectName project, int expected) {
        boolean paused = record(project).activePause().isPresent();
        pauses.remove(project);
        return paused;
    }

    @Override
    public boolean confirmDead(NodeName node, String who, String why) {
        if (nodes.find(node).silentSince().isEmpty()) {
            throw new IllegalArgumentException("node " + node + " is not dead");
        }
        return nodes.intend(node, Optional.of(NodeIntent.dead(who, why, now,
                nodes.find(node).nodeVersion())));
    }

    @Override
    public boolean drain(NodeName node, String who, String why) {
        return nodes.intend(node, Optional.of(new NodeIntent(who, why, now)));
    }

    @Override
    public boolean undrain(NodeName node) {
        return nodes.intend(node, Optional.empty());
    }

    @Override
    public int setSecret(ProjectName project, SecretName name, byte[] plaintext) {
        SecretId id = new SecretId(project, SecretId.SHARED, name);
        int version = secrets.containsKey(id) ? secrets.get(id).version() + 1 : 1;
        secrets.put(id, new SecretRow(id, version, false));
        return version;
    }

    @Override
    public List<SecretRow> secrets(ProjectName project) {
        return secrets.values().stream().filter(row -> row.id().project().equals(project))
                .toList();
    }

    @Override
    public int deleteSecret(ProjectName project, SecretName name) {
        int before = secrets.size();
        secrets.keySet().removeIf(id -> id.project().equals(project) && id.name().equals(name));
        return before - secrets.size();
    }

    @Override
    public FakeGit git() {
        return git;
    }

    @Override
    public List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void onChange(Runnable changed) {
        listeners.add(changed);
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
