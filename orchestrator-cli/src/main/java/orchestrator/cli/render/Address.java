package orchestrator.cli.render;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a person types to mean instances: {@code lamp} (all copies), {@code lamp-3} (one copy),
 * {@code lamp/apache} (that service in every copy), {@code lamp-3/apache},
 * {@code lamp-3/apache-1} (one instance), {@code haproxy} and {@code haproxy-1}.
 */
public record Address(String text) {
    /** The instances of a project that it means, in order; empty when it means none. */
    public List<InstanceView> select(ProjectView project) {
        return project.instances().stream().filter(each -> each.id().addresses().contains(text))
                .toList();
    }

    /** Every address that means something in a project. */
    public static SortedSet<String> all(ProjectView project) {
        SortedSet<String> all = new TreeSet<>();
        project.instances().forEach(each -> all.addAll(each.id().addresses()));
        return all;
    }

    /** {@code ; did you mean …?}, for an address that means nothing. */
    public String question(List<ProjectView> projects) {
        SortedSet<String> known = new TreeSet<>();
        projects.forEach(project -> known.addAll(all(project)));
        for (String each : known) {
            if (each.endsWith("/" + text)) {
                return "; did you mean \"" + each + "\"?";
            }
        }
        return Nearest.question(text, known);
    }
}
