package orchestrator.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rules A1 to A12 of ARCHITECTURE.md for the classes below one root package: the real one, or
 * the one of the planted violations.
 */
final class ArchitectureRules {
    private static final String NAMES_THAT_SAY_NOTHING = ".*(Manager|Helper|Utils?|Impl|Data|Info)"
            + "|Abstract.*";

    private final String root;

    ArchitectureRules(String root) {
        this.root = root;
    }

    /** Every rule by its number, in the order of ARCHITECTURE.md. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("A1", slices().matching(root + ".(**)").should().beFreeOfCycles());
        rules.put("A2-A4", PackageTable.rule(root));
        rules.put("A5 SnakeYAML", onlyIn("core.declaration", "org.yaml.."));
        rules.put("A5 Mustache", onlyIn("core.template", "com.samskivert.."));
        rules.put("A5 Jackson", onlyIn("core.wire", "com.fasterxml.jackson.."));
        rules.put("A5 ZooKeeper", onlyIn("reconciler.zookeeper", "org.apache.curator..",
                "org.apache.zookeeper.."));
        rules.put("A5 docker-java", onlyIn("reconciler.docker", "com.github.dockerjava.."));
        rules.put("A5 JGit", onlyIn("reconciler.jgit", "org.eclipse.jgit..",
                "org.apache.sshd..", "org.bouncycastle.."));
        rules.put("A5 Guice", onlyIn("reconciler.wiring", "com.google.inject.."));
        rules.put("A5 terminal", onlyIn("cli", "picocli..", "org.jline.."));
        rules.put("A6", coreHasNoIo());
        rules.put("A7", coreHasNoClockAndNoChance());
        rules.put("A8", coreIteratesInAFixedOrder());
        rules.put("A9", modelAndStateAreValues());
        rules.put("A10 streams", noClasses().that().resideInAPackage(root + "..").and()
                .resideOutsideOfPackage(root + ".cli..").should(ACCESS_STANDARD_STREAMS));
        rules.put("A10 injection", NO_CLASSES_SHOULD_USE_FIELD_INJECTION);
        rules.put("A10 exceptions", NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
        rules.put("A10 logging", NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
        rules.put("A11", clockAndThreadsAreMadeInWiring());
        rules.put("A12", noClasses().should().haveSimpleNameStartingWith("Abstract").orShould()
                .haveNameMatching(".*\\.(" + NAMES_THAT_SAY_NOTHING + ")"));
        return rules;
    }

    private ArchRule onlyIn(String place, String... vendor) {
        return noClasses().that().resideInAPackage(root + "..").and()
                .resideOutsideOfPackage(root + "." + place + "..").should()
                .dependOnClassesThat().resideInAnyPackage(vendor);
    }

    /** Text in memory (readers and buffers that the libraries ask for) is not IO. */
    private ArchRule coreHasNoIo() {
        DescribedPredicate<JavaClass> world = describe("of the world outside", used -> {
            String name = used.getFullName();
            boolean ofTheWorld = name.matches("java\\.(io|nio|net|util\\.concurrent)\\..*"
                    + "|org\\.slf4j\\..*|jakarta\\.inject\\..*");
            boolean inMemory = name.matches("java\\.io\\.(String(Reader|Writer)|Reader|Writer"
                    + "|ByteArray(In|Out)putStream|InputStream|OutputStream|Serializable"
                    + "|(Unchecked)?IOException)|java\\.nio\\.(ByteBuffer|charset\\..*)");
            return ofTheWorld && !inMemory;
        });
        return noClasses().that().resideInAPackage(root + ".core..").should()
                .dependOnClassesThat(world);
    }

    private ArchRule coreHasNoClockAndNoChance() {
        return noClasses().that().resideInAPackage(root + ".core..").should()
                .callCodeUnitWhere(target("java\\..*\\.(now|currentTimeMillis|nanoTime|randomUUID"
                        + "|random|getenv|getProperty|systemUTC|systemDefaultZone)"))
                .orShould().dependOnClassesThat(
                        nameMatching("java\\.util\\.(Random|SplittableRandom|UUID)"
                                + "|java\\.security\\.SecureRandom|java\\.time\\.Clock"
                                + "|java\\.util\\.random\\..*|java\\.lang\\.Thread.*"));
    }

    /** SpecCatalog looks up by identity in a private map that it never iterates. */
    private ArchRule coreIteratesInAFixedOrder() {
        return noClasses().that().resideInAPackage(root + ".core..").and()
                .doNotHaveSimpleName("SpecCatalog").should()
                .callCodeUnitWhere(target("java\\.util\\.(Map|Set)\\.(of|copyOf|ofEntries)"
                        + "|java\\.util\\.(Hash|IdentityHash|WeakHash)(Map|Set)\\.<init>"
                        + "|java\\.util\\.stream\\.Collectors\\.(to(Unmodifiable)?(Set|Map)"
                        + "|groupingBy|partitioningBy)"));
    }

    /** A class of only static members holds no state, so it may stand beside the values. */
    private ArchRule modelAndStateAreValues() {
        DescribedPredicate<JavaClass> values = describe("are records, enums, interfaces or static",
                type -> type.isRecord() || type.isEnum() || type.isInterface()
                        || type.isAnonymousClass() || type.getEnclosingClass()
                                .filter(JavaClass::isEnum).isPresent()
                        || type.getFields().stream().allMatch(
                                field -> field.getModifiers().contains(JavaModifier.STATIC)));
        return classes().that().resideInAnyPackage(root + ".core.model..", root + ".core.state..")
                .should(ArchCondition.from(values));
    }

    private ArchRule clockAndThreadsAreMadeInWiring() {
        return noClasses().that().resideInAPackage(root + "..").and()
                .resideOutsideOfPackage(root + ".reconciler.wiring..").should()
                .callCodeUnitWhere(target("java\\.time\\.Clock\\.system.*"
                        + "|java\\.time\\.\\w+\\.now|java\\.lang\\.System\\.(nanoTime|current.*)"
                        + "|java\\.util\\.concurrent\\.Executors\\..*"
                        + "|java\\.util\\.concurrent\\.(Scheduled)?ThreadPoolExecutor\\.<init>"
                        + "|java\\.util\\.(Timer|concurrent\\.ForkJoinPool)\\.<init>"
                        + "|java\\.lang\\.Thread\\.(<init>|of.*|start.*|sleep)"));
    }

    /** Calls of constructors and methods whose owner and name, joined by a dot, match. */
    private static DescribedPredicate<JavaCall<?>> target(String pattern) {
        return describe("target matches " + pattern, call -> {
            CodeUnitCallTarget target = call.getTarget();
            return (target.getOwner().getFullName() + "." + target.getName()).matches(pattern);
        });
    }
}
