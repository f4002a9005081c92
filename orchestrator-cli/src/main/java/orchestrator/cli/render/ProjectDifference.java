package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.core.model.ServiceName;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.state.DesiredProject.RunEntry;

/**
 * What differs between two revisions of a project.
 *
 * @param services changed services with their changed keys
 * @param counts   changed lines of {@code run}: name to what it was and is; empty text for none
 * @param members  the same for how many of a service one copy of a stack has: {@code lamp/apache}
 */
public record ProjectDifference(SortedMap<ServiceName, List<FieldChange>> services,
        SortedMap<String, CountChange> counts, SortedMap<String, CountChange> members) {
    /** One line of {@code run}: {@code 5} to {@code 3}; empty where the line is not there. */
    public record CountChange(String before, String after, boolean stack) {
        /** {@code 5 -> 3}. */
        String text() {
            return (before.isEmpty() ? "0" : before) + " -> " + (after.isEmpty() ? "0" : after);
        }
    }

    /** The difference; everything is new when there was nothing before. */
    public static ProjectDifference between(Optional<DesiredProject> before,
            DesiredProject after) {
        SortedMap<ServiceName, List<FieldChange>> services = new TreeMap<>();
        before.ifPresent(old -> after.services().forEach(now -> old.service(now.name())
                .map(was -> FieldChange.between(was, now)).filter(list -> !list.isEmpty())
                .ifPresent(changes -> services.put(now.name(), changes))));
        return new ProjectDifference(services, counts(before, after), members(before, after));
    }

    private static SortedMap<String, CountChange> counts(Optional<DesiredProject> before,
            DesiredProject after) {
        Map<String, RunEntry> old = before.map(ProjectDifference::run).orElseGet(TreeMap::new);
        Map<String, RunEntry> now = run(after);
        SortedSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        SortedMap<String, CountChange> changes = new TreeMap<>();
        for (String name : names) {
            RunEntry any = now.getOrDefault(name, old.get(name));
            CountChange change = new CountChange(text(old.get(name)), text(now.get(name)),
                    any instanceof RunEntry.Stack);
            if (!change.before().equals(change.after())) {
                changes.put(name, change);
            }
        }
        return changes;
    }

    /** Of stacks that run before and after: of others it goes without saying. */
    private static SortedMap<String, CountChange> members(Optional<DesiredProject> before,
            DesiredProject after) {
        Map<String, RunEntry> old = before.map(ProjectDifference::run).orElseGet(TreeMap::new);
        SortedMap<String, CountChange> changes = new TreeMap<>();
        run(after).forEach((name, entry) -> {
            if (entry instanceof RunEntry.Stack now
                    && old.get(name) instanceof RunEntry.Stack was) {
                SortedMap<String, String> counts = members(was);
                SortedMap<String, String> newer = members(now);
                SortedSet<String> services = new TreeSet<>(counts.keySet());
                services.addAll(newer.keySet());
                services.removeIf(service -> counts.getOrDefault(service, "")
                        .equals(newer.getOrDefault(service, "")));
                services.forEach(service -> changes.put(name + "/" + service, new CountChange(
                        counts.getOrDefault(service, ""), newer.getOrDefault(service, ""),
                        false)));
            }
        });
        return changes;
    }

    private static SortedMap<String, String> members(RunEntry.Stack stack) {
        SortedMap<String, String> counts = new TreeMap<>();
        stack.members().forEach(each -> counts.put(each.service().value(), text(each.count())));
        return counts;
    }

    private static Map<String, RunEntry> run(DesiredProject project) {
        Map<String, RunEntry> entries = new TreeMap<>();
        for (RunEntry entry : project.run()) {
            entries.put(switch (entry) {
                case RunEntry.Stack stack -> stack.stack().value();
                case RunEntry.Service service -> service.service().value();
            }, entry);
        }
        return entries;
    }

    private static String text(RunEntry entry) {
        if (entry == null) {
            return "";
        }
        return text(entry.count());
    }

    private static String text(Count count) {
        return switch (count) {
            case Count.Exactly(int number) -> Integer.toString(number);
            case Count.EveryNode() -> "every node";
        };
    }

    /** One sentence for the list of revisions: {@code apache 1.4.2 -> 1.5.0; lamp 5 -> 3}. */
    public String sentence(boolean first) {
        if (first) {
            return "new";
        }
        List<String> parts = new ArrayList<>();
        services.forEach((service, changes) -> parts.add(service + " "
                + String.join(", ", changes.stream().map(FieldChange::brief).toList())));
        counts.forEach((name, change) -> parts.add(name + " " + change.text()));
        members.forEach((name, change) -> parts.add(name + " " + change.text()));
        return parts.isEmpty() ? "nothing that runs" : String.join("; ", parts);
    }
}
