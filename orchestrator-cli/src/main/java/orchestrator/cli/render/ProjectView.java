package orchestrator.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;

/**
 * One project as a person sees it, at one moment.
 *
 * @param file      the file its current revision was written in
 * @param deleted   true when its current revision removes it
 * @param readable  false when this program cannot read its current revision
 * @param instances sorted by id; those that are wanted, and those on their way out
 * @param rollout   how it stands with its current revision
 */
public record ProjectView(ProjectName name, int revision, String file, boolean deleted,
        boolean readable, List<InstanceView> instances, Instant takenAt, RolloutView rollout) {
    public ProjectView {
        instances = List.copyOf(instances);
    }

    /** Only those of its instances. */
    public ProjectView only(List<InstanceView> some) {
        return new ProjectView(name, revision, file, deleted, readable, some, takenAt, rollout);
    }

    /** A copy, or the instances of a service that runs directly: one row of a table. */
    public record Group(String name, boolean copy, List<InstanceView> instances) {
        public Group {
            instances = List.copyOf(instances);
        }

        public int ready() {
            return (int) instances.stream().filter(e -> e.wanted() && e.serves()).count();
        }

        public int wanted() {
            return (int) instances.stream().filter(InstanceView::wanted).count();
        }
    }

    public int ready() {
        return (int) instances.stream().filter(e -> e.wanted() && e.serves()).count();
    }

    public int wanted() {
        return (int) instances.stream().filter(InstanceView::wanted).count();
    }

    public boolean allReady() {
        return instances.stream().allMatch(each -> each.wanted() && each.isReady());
    }

    /** Since when all have been ready, when they are. */
    public Optional<Duration> readyFor() {
        if (instances.isEmpty() || !allReady()) {
            return Optional.empty();
        }
        return instances.stream().map(InstanceView::since).filter(Optional::isPresent)
                .map(Optional::get).max(Instant::compareTo)
                .map(since -> Words.between(since, takenAt));
    }

    /** What does not move by itself, or waits for something that does not. */
    public List<InstanceView> problems() {
        boolean anyStuck = instances.stream().anyMatch(InstanceView::isStuck);
        return anyStuck
                ? instances.stream().filter(each -> isProblem(each, true)).toList()
                : List.of();
    }

    private static boolean isProblem(InstanceView each, boolean anyStuck) {
        return each.isStuck() || anyStuck && each.waitsForAnother();
    }

    /** How many problems are listed. */
    public int problemCount() {
        return problems().size();
    }

    /** What is neither ready nor a problem. */
    public List<InstanceView> moving() {
        List<InstanceView> unready = instances.stream().filter(each -> !each.isReady()).toList();
        boolean anyStuck = unready.stream().anyMatch(InstanceView::isStuck);
        return unready.stream().filter(each -> !isProblem(each, anyStuck)).toList();
    }

    /** What serves as it is, and is to change or to leave once the leader may. */
    public List<InstanceView> held() {
        return instances.stream().filter(each -> each.isReady() && each.held().isPresent())
                .toList();
    }

    /** That instance, when it is wanted or still there. */
    public Optional<InstanceView> find(InstanceId id) {
        return instances.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The rows of the table: copies by number, then directly run services by name. */
    public List<Group> groups() {
        Map<String, List<InstanceView>> members = new LinkedHashMap<>();
        instances.forEach(each -> members.computeIfAbsent(groupOf(each.id()),
                _ -> new ArrayList<>()).add(each));
        return members.entrySet().stream()
                .map(entry -> new Group(entry.getKey(),
                        entry.getValue().getFirst().id().copy().isPresent(), entry.getValue()))
                .toList();
    }

    /** The row an instance belongs to: its copy, or its service. */
    public static String groupOf(InstanceId id) {
        return id.copy().map(Object::toString).orElse(id.service().value());
    }

    /** How many instances are in that phase. */
    public int count(Phase phase) {
        return (int) instances.stream().filter(each -> each.phase() == phase).count();
    }
}
