package orchestrator.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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
            return count(instances, each -> each.wanted() && each.serves());
        }

        public int wanted() {
            return count(instances, InstanceView::wanted);
        }
    }

    public int ready() {
        return count(instances, each -> each.wanted() && each.serves());
    }

    public int wanted() {
        return count(instances, InstanceView::wanted);
    }

    public boolean allReady() {
        return count(instances, each -> each.wanted() && each.isReady()) == instances.size();
    }

    /** Since when all have been ready, when they are. */
    public Optional<Duration> readyFor() {
        if (instances.isEmpty() || !allReady()) {
            return Optional.empty();
        }
        Optional<Instant> last = Optional.empty();
        for (InstanceView each : instances) {
            Optional<Instant> since = each.since();
            if (since.isPresent() && (last.isEmpty() || since.get().isAfter(last.get()))) {
                last = since;
            }
        }
        return last.map(since -> Words.between(since, takenAt));
    }

    /** What does not move by itself, or waits for something that does not. */
    public List<InstanceView> problems() {
        List<InstanceView> unready = unready();
        return anyStuck(unready)
                ? unready.stream().filter(each -> isProblem(each, true)).toList()
                : List.of();
    }

    /** What is neither ready nor a problem. */
    public List<InstanceView> moving() {
        List<InstanceView> unready = unready();
        boolean anyStuck = anyStuck(unready);
        return unready.stream().filter(each -> !isProblem(each, anyStuck)).toList();
    }

    /** Mostly few or none, so that all else is asked of these only. */
    private List<InstanceView> unready() {
        return those(instances, each -> !each.isReady());
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
        return those(instances, each -> each.isReady() && each.held().isPresent());
    }

    /** That instance, when it is wanted or still there. */
    public Optional<InstanceView> find(InstanceId id) {
        return instances.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The rows of the table: copies by number, then directly run services by name. */
    public List<Group> groups() {
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
                .map(entry -> new Group(entry.getKey(),
                        entry.getValue().getFirst().id().copy().isPresent(), entry.getValue()))
                .toList();
    }

    private static boolean sharesRow(InstanceId one, InstanceId other) {
        return one.copy().isEmpty() && other.copy().isEmpty()
                && one.service().value().equals(other.service().value());
    }

    // There may be a million of them, in a process that ends before its code is made good: so
    // these two are no streams.

    private static int count(List<InstanceView> all, Predicate<InstanceView> what) {
        int count = 0;
        for (InstanceView each : all) {
            count += what.test(each) ? 1 : 0;
        }
        return count;
    }

    static List<InstanceView> those(List<InstanceView> all, Predicate<InstanceView> what) {
        List<InstanceView> those = new ArrayList<>();
        for (InstanceView each : all) {
            if (what.test(each)) {
                those.add(each);
            }
        }
        return those;
    }

    /** The row an instance belongs to: its copy, or its service. */
    public static String groupOf(InstanceId id) {
        return id.copy().map(Object::toString).orElse(id.service().value());
    }

    /** How many instances are in that phase. */
    public int count(Phase phase) {
        return count(instances, each -> each.phase() == phase);
    }
}
