package orchestrator.core.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.AssignedInstance.Upkeep;
import orchestrator.core.model.Check;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.Tombstone;
import orchestrator.core.state.ImageMemory;
import orchestrator.core.state.NodeLease;
import orchestrator.core.state.NodeView;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.core.state.PlacementKey;
import orchestrator.core.state.PlacementMemory;
import orchestrator.core.state.PlacementMemory.Rendered;

/** One node whose engine does at once what a plan says; every test tells its story on it. */
final class NodeFixture {
    static final ClusterId CLUSTER = new ClusterId("0d9c5b1e-0000-4000-8000-000000000001");
    static final NodeName NODE = new NodeName("core-01");
    static final String IMAGE = "web:1";

    Instant now = Instant.parse("2030-01-01T00:00:00Z");
    NodeLease lease = NodeLease.UNKNOWN;
    NodeView.Source source = NodeView.Source.STORE;
    Optional<Reason> doubt = Optional.empty();
    final SortedMap<SpecHash, ContainerSpec> specs = new TreeMap<>();
    final List<AssignedInstance> assigned = new ArrayList<>();
    final List<Tombstone> tombstones = new ArrayList<>();
    final List<ObservedContainer> containers = new ArrayList<>();
    final SortedMap<String, ImageMemory> images = new TreeMap<>();
    final TreeSet<InstanceId> busy = new TreeSet<>();
    SortedMap<PlacementKey, PlacementMemory> memories = new TreeMap<>();
    NodePlan plan;
    private int made;

    NodeFixture() {
        images.put(IMAGE, ImageMemory.PRESENT);
    }

    static ContainerSpec unchecked() {
        return spec(Optional.empty(), Optional.empty());
    }

    static ContainerSpec checked() {
        return spec(Optional.of(new Check(new Check.Probe.Http("/", "http"),
                Check.DEFAULT_EVERY, Check.DEFAULT_TIMEOUT, 3, Duration.ofSeconds(60))),
                Optional.empty());
    }

    static ContainerSpec reloading() {
        return spec(Optional.empty(), Optional.of("HUP"));
    }

    private static ContainerSpec spec(Optional<Check> check, Optional<String> reload) {
        List<ContainerSpec.FileMount> files = reload.isEmpty()
                ? List.of()
                : List.of(new ContainerSpec.FileMount("/etc/web.cfg",
                        new FileContent.Template("web.cfg", "{{#db}}{{address}}{{/db}}")));
        return new ContainerSpec(IMAGE, List.of(), List.of(), files, List.of(), List.of(),
                Resources.NONE, check, reload, new ContainerSpec.Stop("QUIT",
                        Duration.ofSeconds(7)));
    }

    static InstanceId instance(String address) {
        return InstanceId.parse(new ProjectName("shop"), address);
    }

    AssignedInstance assign(String address, int number, ContainerSpec spec) {
        return assign(address, number, spec, 1);
    }

    AssignedInstance assign(String address, int number, ContainerSpec spec, long lists) {
        SpecHash hash = SpecHash.of(spec);
        specs.put(hash, spec);
        AssignedInstance instance = new AssignedInstance(instance(address),
                new Incarnation(1, number), hash, SpecHash.ofContainer(spec), new TreeMap<>(),
                Resources.NONE, List.of(), List.of(), List.of(), lists, List.of());
        assigned.removeIf(each -> PlacementKey.of(each).equals(PlacementKey.of(instance)));
        assigned.add(instance);
        return instance;
    }

    /** Two of that instance must never run. */
    void keep(String address) {
        assigned.replaceAll(each -> each.id().equals(instance(address))
                ? each.withUpkeep(new Upkeep(Duration.ZERO, Optional.empty(), Exclusive.KEEP))
                : each);
    }

    /** Looks after every incarnation of that instance otherwise, and changes nothing else. */
    void upkeep(String address, Duration stableFor, String... nextImage) {
        assigned.replaceAll(each -> each.id().equals(instance(address))
                ? each.withUpkeep(new Upkeep(stableFor, Arrays.stream(nextImage).findFirst(),
                        Exclusive.NO))
                : each);
    }

    void bury(String address, int number) {
        assigned.removeIf(each -> each.id().equals(instance(address))
                && each.incarnation().number() == number);
        tombstones.add(new Tombstone(instance(address), new Incarnation(1, number),
                new Reason(ReasonCode.COUNT_DOWN, "web 2 -> 1")));
    }

    NodeView view() {
        return new NodeView(NODE, new NodeAssignment(CLUSTER, 1, 4, assigned, tombstones), doubt,
                now, specs, containers, memories, images, busy, new TreeSet<>(), lease, source);
    }

    /** Plans and remembers; the actions as text, one a line. */
    String planned() {
        plan = NodePlanner.plan(view());
        memories = plan.memories();
        return plan.actions().stream().map(NodeFixture::text).collect(Collectors.joining("\n"));
    }

    /** Plans and acts until nothing is left to do now; all that was done, one a line. */
    String settled() {
        List<String> done = new ArrayList<>();
        for (String text = planned(); !text.isEmpty(); text = planned()) {
            done.add(text);
            plan.actions().forEach(this::act);
            if (done.size() > 50) {
                throw new AssertionError("never settles: " + done);
            }
        }
        return String.join("\n", done);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    ObservedContainer container(String address) {
        return containers.stream().filter(
                each -> each.identity().instance().equals(instance(address))).findFirst()
                .orElseThrow();
    }

    void exits(String address, int code) {
        become(container(address), State.EXITED, code);
    }

    void check(String address, boolean passed, String text) {
        PlacementKey key = PlacementKey.of(container(address).identity());
        memories.computeIfPresent(key, (_, memory) -> memory
                .withHealth(memory.health().after(passed, text, 3, now)));
    }

    InstanceStatus row(String address) {
        return plan.rows().stream().filter(each -> each.id().equals(instance(address)))
                .findFirst().orElseThrow();
    }

    String shown(String address) {
        InstanceStatus row = row(address);
        return row.phase().word() + ": " + row.reason();
    }

    private static String text(ContainerAction action) {
        String verb = action.getClass().getSimpleName();
        return verb + " " + action.placement().instance().address() + " "
                + action.placement().incarnation() + " (" + action.reason() + ")";
    }

    private void act(ContainerAction action) {
        switch (action) {
            case ContainerAction.PullImage pull -> images.put(pull.image(), ImageMemory.PRESENT);
            case ContainerAction.Create create -> create(create);
            case ContainerAction.Start start -> {
                become(byId(start.containerId()), State.RUNNING, 0);
                rendered(start.placement(), start.containerId(), start.assigned());
            }
            case ContainerAction.Render render -> rendered(render.placement(),
                    render.containerId(), render.assigned());
            case ContainerAction.Stop stop -> {
                become(byId(stop.containerId()), State.EXITED, 143);
                containers.removeIf(each -> stop.removes()
                        && each.id().equals(stop.containerId()));
            }
            case ContainerAction.ReadOutput read -> memories.computeIfPresent(read.placement(),
                    (_, memory) -> memory.withOutput(List.of("last words")));
            case ContainerAction.Remove remove -> containers
                    .removeIf(each -> each.id().equals(remove.containerId()));
        }
    }

    private void create(ContainerAction.Create create) {
        made++;
        ContainerIdentity identity = new ContainerIdentity(CLUSTER, NODE, create.assigned().id(),
                create.assigned().incarnation(), create.assigned().container(),
                create.generation());
        containers.add(new ObservedContainer("c" + made, identity, State.RUNNING, 0, false, now));
        rendered(create.placement(), "c" + made, create.assigned());
    }

    private void rendered(PlacementKey key, String containerId, AssignedInstance instance) {
        Rendered rendered = new Rendered(containerId, instance.listsGeneration(), "digest");
        memories.computeIfPresent(key, (_, memory) -> memory.withRendered(rendered.writtenAt(now,
                memory.rendered().filter(each -> each.containerId().equals(containerId))
                        .map(each -> each.inUse(now)).orElse(instance.listsGeneration()))));
    }

    void become(ObservedContainer container, State state, int code) {
        containers.replaceAll(each -> each.id().equals(container.id())
                ? new ObservedContainer(each.id(), each.identity(), state, code, false,
                        state == State.RUNNING ? now : each.startedAt())
                : each);
    }

    /** Gives the only container of that incarnation other labels. */
    void identify(ContainerIdentity identity) {
        containers.replaceAll(each -> each.identity().incarnation().equals(identity.incarnation())
                ? new ObservedContainer(each.id(), identity, each.state(), each.exitCode(),
                        each.outOfMemory(), each.startedAt())
                : each);
    }

    private ObservedContainer byId(String id) {
        return containers.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }
}
