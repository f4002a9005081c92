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
 * @param groups    the rows of the table: copies by number, then directly run services by name
 */
public record ProjectView(ProjectName name, int revision, String file, boolean deleted,
        boolean readable, List<InstanceView> instances, Instant takenAt, RolloutView rollout,
        List<Group> groups) {
    public ProjectView {
        instances = List.copyOf(instances);
        groups = List.copyOf(groups);
    }

    /** With the groups of its instances. */
    public ProjectView(ProjectName name, int revision, String file, boolean deleted,
            boolean readable, List<InstanceView> instances, Instant takenAt, RolloutView rollout) {
        this(name, revision, file, deleted, readable, instances, takenAt, rollout,
                groups(instances));
    }

    /** Only those of its instances. */
    public ProjectView only(List<InstanceView> some) {
        return new ProjectView(name, revision, file, deleted, readable, some, takenAt, rollout);
    }

    /** A copy, or the instances of a service that runs directly: one row of a table. */
    record Group(String name, boolean copy, List<InstanceView> instances, Tally tally) {
        static Group of(String name, List<InstanceView> instances) {
            return new Group(name, instances.getFirst().id().copy().isPresent(), instances,
                    Tally.of(instances));
        }

        public int ready() {
            return tally.serving();
        }

        public int wanted() {
            return tally.wanted();
        }
    }

    private Tally tally() {
        return Tally.sum(groups.stream().map(Group::tally).toList());
    }

    public int ready() {
        return tally().serving();
    }

    public int wanted() {
        return tally().wanted();
    }

    public boolean allReady() {
        return tally().settled() == instances.size();
    }

    /** Since when all have been ready, when they are. */
    public Optional<Duration> readyFor() {
        return instances.isEmpty() || !allReady()
                ? Optional.empty()
                : tally().lastSince().map(since -> Words.between(since, takenAt));
    }

    /** What does not move by itself, or waits for something that does not. */
    public List<InstanceView> problems() {
        List<InstanceView> unready = tally().unready();
        return anyStuck(unready)
                ? unready.stream().filter(each -> isProblem(each, true)).toList()
                : List.of();
    }

    /** What is neither ready nor a problem. */
    public List<InstanceView> moving() {
        List<InstanceView> unready = tally().unready();
        boolean anyStuck = anyStuck(unready);
        return unready.stream().filter(each -> !isProblem(each, anyStuck)).toList();
    }

    private static boolean anyStuck(List<InstanceView> some) {
        return some.stream().anyMatch(InstanceView::isStuck);
    }

    private static boolean isProblem(InstanceView each, boolean anyStuck) {
        return each.isStuck() || anyStuck && each.waitsForAnother();
    }

    /** How many problems are listed. */
    public int problemCount() {
        return problems().size();
    }

    /** What serves as it is, and is to change or to leave once the leader may. */
    public List<InstanceView> held() {
        return tally().held();
    }

    /** That instance, when it is wanted or still there. */
    public Optional<InstanceView> find(InstanceId id) {
        return instances.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    private static List<Group> groups(List<InstanceView> instances) {
        Map<String, List<InstanceView>> members = new LinkedHashMap<>();
        List<InstanceView> row = List.of();
        for (InstanceView each : instances) {
            // Sorted by id, most of them are in the row of the one before.
            if (row.isEmpty() || !sharesRow(row.getLast().id(), each.id())) {
                row = members.computeIfAbsent(groupOf(each.id()), _ -> new ArrayList<>());
            }
            row.add(each);
        }
        return members.entrySet().stream()
                .map(entry -> Group.of(entry.getKey(), entry.getValue())).toList();
    }

    private static boolean sharesRow(InstanceId one, InstanceId other) {
        return one.copy().isEmpty() && other.copy().isEmpty()
                && one.service().value().equals(other.service().value());
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
