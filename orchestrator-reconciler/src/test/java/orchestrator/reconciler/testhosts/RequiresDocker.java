package orchestrator.reconciler.testhosts;

import java.io.File;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Marks a test that needs a container engine. Where none answers the test is skipped, and says so in
 * the build's output; with {@code ORCH_REQUIRE_DOCKER=true}, in the environment or as a system
 * property, it fails instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresDocker.Condition.class)
public @interface RequiresDocker {
    /** True for tests that make network namespaces and engines of their own. */
    boolean andRoot() default false;

    /** Decides, once for each test class. */
    final class Condition implements ExecutionCondition {
        private static final List<String> TOOLS = List.of("dockerd", "ip", "iptables", "nsenter",
                "unshare", "setpriv", "curl");
        private static final List<Path> SEARCH = Arrays
                .stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        private static final List<String> SKIPPED = new CopyOnWriteArrayList<>();
        private static Optional<Optional<String>> engineMissing = Optional.empty();

        /** What was skipped so far in this run, as printed. */
        public static List<String> skipped() {
            return List.copyOf(SKIPPED);
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (context.getTestMethod().isPresent() || context.getTestClass().isEmpty()) {
                return ConditionEvaluationResult.enabled("decided for the class");
            }
            boolean root = AnnotationSupport
                    .findAnnotation(context.getTestClass(), RequiresDocker.class)
                    .map(RequiresDocker::andRoot)
                    .orElse(false);
            return missing(root)
                    .map(why -> decide(context.getDisplayName(), why))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("an engine answers"));
        }

        static ConditionEvaluationResult decide(String test, String why) {
            String line = test + " needs a container engine: " + why;
            if (isRequired()) {
                throw new IllegalStateException(line + ", and ORCH_REQUIRE_DOCKER is set");
            }
            SKIPPED.add(line);
            // not a log line: it must be seen in every build, whatever the logging
            System.out.println("\n*** SKIPPED: " + line + "\n*** set ORCH_REQUIRE_DOCKER=true to"
                    + " make this a failure (" + SKIPPED.size() + " skipped so far)\n");
            return ConditionEvaluationResult.disabled(line);
        }

        private static boolean isRequired() {
            return Boolean.getBoolean("ORCH_REQUIRE_DOCKER")
                    || "true".equalsIgnoreCase(System.getenv("ORCH_REQUIRE_DOCKER"));
        }

        private static Optional<String> missing(boolean root) {
            if (root && !"root".equals(System.getProperty("user.name"))) {
                return Optional.of("network namespaces and engines can only be made by root");
            }
            Optional<String> absent = root ? absentTool() : Optional.empty();
            if (absent.isPresent()) {
                return absent;
            }
            return engineMissing();
        }

        private static Optional<String> absentTool() {
            return TOOLS.stream()
                    .filter(tool -> SEARCH.stream()
                            .noneMatch(folder -> Files.isExecutable(folder.resolve(tool))))
                    .findFirst()
                    .map(tool -> "there is no " + tool + " to make hosts with");
        }

        private static synchronized Optional<String> engineMissing() {
            if (engineMissing.isEmpty()) {
                engineMissing = Optional.of(askEngine());
            }
            return engineMissing.get();
        }

        private static Optional<String> askEngine() {
            try {
                Process docker = new ProcessBuilder("docker", "version", "--format",
                        "{{.Server.Version}}").redirectErrorStream(true).start();
                if (!docker.waitFor(20, TimeUnit.SECONDS)) {
                    docker.destroyForcibly();
                    return Optional.of("it does not answer");
                }
                String said = new String(docker.getInputStream().readAllBytes()).strip();
                return docker.exitValue() == 0 ? Optional.empty() : Optional.of(said);
            } catch (IOException _) {
                return Optional.of("there is no docker command");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return Optional.of("interrupted while asking it");
            }
        }
    }
}
