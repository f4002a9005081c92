package orchestrator.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which package may use which. A row names all packages (or single classes) that its package sees;
 * what is not named there is forbidden, also to packages that do not exist yet.
 */
final class PackageTable {
    private static final Map<String, List<String>> ROWS = new TreeMap<>();

    static {
        row("core.model");
        row("core.state", "core.model");
        row("core.template", "core.model");
        row("core.declaration", "core.model", "core.state", "core.template");
        row("core.scheduler", "core.model", "core.state");
        row("core.plan", "core.model", "core.state", "core.template", "core.scheduler");
        row("core.rollout", "core.model", "core.state", "core.plan", "core.scheduler");
        row("core.git", "core.model", "core.state", "core.plan", "core.declaration");
        row("core.wire", "core.model");

        row("reconciler.loop");
        row("reconciler.store", "core.model", "core.state", "core.declaration", "core.wire");
        row("reconciler.runtime", "core.model", "core.state");
        row("reconciler.disk");
        row("reconciler.failpoint", "reconciler.store", "reconciler.runtime", "reconciler.disk");
        row("reconciler.secret", "core.model", "reconciler.store");
        row("reconciler.client", "core.model", "core.state", "core.declaration", "core.plan",
                "reconciler.store", "reconciler.secret");
        row("reconciler.controller", "core.model", "core.state", "core.declaration", "core.plan",
                "core.rollout", "reconciler.loop", "reconciler.store",
                "reconciler.disk");
        row("reconciler.git", "core.model", "core.state", "core.declaration", "core.plan",
                "core.git", "core.wire", "reconciler.loop", "reconciler.store",
                "reconciler.client",
                "reconciler.controller", "reconciler.secret");
        row("reconciler.jgit", "core.model", "core.declaration", "reconciler.git");
        row("reconciler.webhook", "core.model", "core.wire", "reconciler.loop", "reconciler.store",
                "reconciler.client", "reconciler.git", "reconciler.secret");
        row("reconciler.forge", "core.model", "core.wire", "reconciler.git");
        row("reconciler.agent", "core.model", "core.state", "core.template", "core.plan",
                "core.wire", "reconciler.loop", "reconciler.store", "reconciler.runtime",
                "reconciler.disk", "reconciler.secret");
        row("reconciler.logs", "core.model", "core.state", "core.wire", "reconciler.loop",
                "reconciler.store", "reconciler.runtime", "reconciler.secret");

        row("reconciler.doctor", "core.model", "core.state", "core.plan", "reconciler.client",
                "reconciler.store", "reconciler.runtime");

        row("reconciler.machine", "reconciler.doctor", "reconciler.runtime");
        row("reconciler.zookeeper", "core.model", "core.wire", "reconciler.loop",
                "reconciler.store", "reconciler.doctor");
        row("reconciler.docker", "core.model", "core.state", "reconciler.runtime");
        row("reconciler.network", "core.model", "reconciler.loop", "reconciler.runtime");
        row("reconciler.fence", "core.model", "reconciler.runtime");
        row("reconciler.simulated", "core.model", "core.state", "reconciler.loop",
                "reconciler.store", "reconciler.runtime");

        row("reconciler.wiring", "core", "reconciler");
        row("cli", "core.model", "core.state", "core.declaration", "core.plan", "core.git",
                "core.scheduler.Refusal", "core.wire", "cli", "reconciler.git",
                "reconciler.client", "reconciler.store", "reconciler.runtime", "reconciler.logs",
                "reconciler.wiring", "reconciler.doctor");
    }

    private PackageTable() {}

    private static void row(String name, String... mayUse) {
        ROWS.put(name, List.of(mayUse));
    }

    static List<String> packages() {
        return List.copyOf(ROWS.keySet());
    }

    /** The rule that every class below the root package keeps to the row of its package. */
    static ArchRule rule(String root) {
        return classes().that().resideInAPackage(root + "..").should(keepToTheirRow(root + "."))
                .as("A2-A4: a package uses only what its row in PackageTable names");
    }

    private static ArchCondition<JavaClass> keepToTheirRow(String prefix) {
        return new ArchCondition<>("keep to the row of their package") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                String from = user.getPackageName().substring(prefix.length());
                user.getDirectDependenciesFromSelf().stream()
                        .filter(use -> !isAllowed(from, target(use, prefix)))
                        .forEach(use -> events.add(violated(user, use.getDescription())));
            }
        };
    }

    /** The outermost class that is used, relative to the root; empty when it is not ours. */
    private static String target(Dependency use, String prefix) {
        String name = use.getTargetClass().getBaseComponentType().getName();
        return name.startsWith(prefix)
                ? name.substring(prefix.length()).replaceFirst("\\$.*", "")
                : "";
    }

    private static boolean isAllowed(String from, String to) {
        if (to.isEmpty() || to.substring(0, Math.max(0, to.lastIndexOf('.'))).equals(from)) {
            return true;
        }
        return ROWS.entrySet().stream().filter(row -> isWithin(from, row.getKey()))
                .flatMap(row -> row.getValue().stream()).anyMatch(name -> isWithin(to, name));
    }

    private static boolean isWithin(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }
}
