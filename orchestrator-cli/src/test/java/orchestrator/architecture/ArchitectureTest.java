package orchestrator.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of ARCHITECTURE.md, and for each of them a planted class that it must catch. */
class ArchitectureTest {
    /** From test-classes folders in a quick build, from jars with this ending in a whole one. */
    private static final ImportOption NO_TESTS = location -> !location.contains("/test-classes/")
            && !location.contains("-tests.jar");

    private static final JavaClasses OURS = new ClassFileImporter().withImportOption(NO_TESTS)
            .importPackages("orchestrator");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

    @TestFactory
    Stream<DynamicTest> keeps_every_rule() {
        return new ArchitectureRules("orchestrator").all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(),
                        () -> rule.getValue().allowEmptyShould(true).check(OURS)));
    }

    @TestFactory
    Stream<DynamicTest> every_rule_bites() {
        Map<String, String> bait = bait();
        return new ArchitectureRules("planted").all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> {
                    String report = rule.getValue().evaluate(PLANTED).getFailureReport()
                            .toString();
                    assertThat(bait).containsKey(rule.getKey());
                    assertThat(report).contains(bait.get(rule.getKey()));
                }));
    }

    @Test
    void a_package_without_a_row_may_use_none_of_ours() {
        String report = PackageTable.rule("planted").evaluate(PLANTED).getFailureReport()
                .toString();
        assertThat(report).contains("planted.newcomer.NotInTheTable");
    }

    @Test
    void classes_of_all_modules_and_of_every_package_of_the_table_are_looked_at() {
        assertThat(OURS.stream().map(JavaClass::getPackageName))
                .contains("orchestrator.core.model", "orchestrator.reconciler.wiring",
                        "orchestrator.cli.command")
                .noneMatch(name -> name.startsWith("orchestrator.architecture"));
        for (String name : PackageTable.packages()) {
            assertThat(OURS.stream().map(JavaClass::getPackageName)
                    .anyMatch(found -> found.startsWith("orchestrator." + name)))
                    .as("package %s", name).isTrue();
        }
    }

    /** The planted class that each rule must name. */
    private static Map<String, String> bait() {
        Map<String, String> bait = new TreeMap<>();
        bait.put("A1", "Slice core.scheduler");
        bait.put("A2-A4", "planted.reconciler.agent.SeesTheController");
        bait.put("A5 SnakeYAML", "planted.reconciler.store.ReadsYaml");
        bait.put("A5 Mustache", "planted.reconciler.store.RendersMustache");
        bait.put("A5 Jackson", "planted.reconciler.store.WritesJson");
        bait.put("A5 ZooKeeper", "planted.reconciler.store.AsksZooKeeper");
        bait.put("A5 docker-java", "planted.reconciler.agent.AsksDocker");
        bait.put("A5 JGit", "planted.reconciler.agent.AsksJGit");
        bait.put("A5 Guice", "planted.reconciler.agent.AsksGuice");
        bait.put("A5 terminal", "planted.reconciler.client.ParsesFlags");
        bait.put("A6", "planted.core.declaration.ReadsAFile");
        bait.put("A7", "planted.core.plan.AsksTheClock");
        bait.put("A8", "planted.core.plan.IteratesAnyhow");
        bait.put("A9", "planted.core.model.HasState");
        bait.put("A10 streams", "planted.reconciler.agent.PrintsToTheScreen");
        bait.put("A10 injection", "planted.reconciler.agent.HasItsFieldsInjected");
        bait.put("A10 exceptions", "planted.reconciler.agent.ThrowsAnything");
        bait.put("A10 logging", "planted.reconciler.agent.LogsItsOwnWay");
        bait.put("A11", "planted.reconciler.controller.StartsAThread");
        bait.put("A12", "planted.reconciler.controller.ThingManager");
        return bait;
    }
}
