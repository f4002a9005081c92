package orchestrator.cli.git;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import orchestrator.reconciler.testhosts.HostCommand;

/** The projects of the story, and what the engine knows of their containers. */
final class Shop {
    static final String IMAGE = "orch-test/gitops:1";
    static final int COPIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Shop() {}

    /** A declaration whose containers are told apart by an edition. */
    static String declaration(String project, String edition) {
        return declaration(project, edition, IMAGE, "/");
    }

    /** The same, of an image that may not be there, or with a check that may never pass. */
    static String declaration(String project, String edition, String image, String check) {
        return """
                project: %s
                services:
                  web:
                    image: %s
                    command: [sh, -c, "echo $EDITION > /www/index.html; exec httpd -f -h /www"]
                    memory: 16MB
                    env: {EDITION: %s}
                    ports: {http: 80}
                    check: {http: %s, every: 1s}
                    stop: {signal: KILL}
                run:
                  web: %d
                """
                .formatted(project, image, edition, check, COPIES);
    }

    /** When the first container of that edition was made; waits for one. */
    static Instant firstOf(String project, String edition) {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> created(project, edition), each -> !each.isEmpty()).getFirst();
    }

    /** When the last of all copies of that edition was started; waits for all of them. */
    static Instant lastOf(String project, String edition) {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> started(project, edition), each -> each.size() == COPIES).getLast();
    }

    /** Waits until no container of a project is left. */
    static void awaitNone(String project) {
        await().atMost(PATIENCE).until(() -> ids(project).isEmpty());
    }

    private static List<Instant> created(String project, String edition) {
        return times(project, edition, "{{.Created}}");
    }

    private static List<Instant> started(String project, String edition) {
        return times(project, edition,
                "{{if .State.Running}}{{.State.StartedAt}}{{end}}");
    }

    private static List<Instant> times(String project, String edition, String format) {
        return ids(project).stream().map(id -> HostCommand.attempt(Duration.ofSeconds(20),
                List.of("docker", "inspect", "--format",
                        format + " {{range .Config.Env}}{{.}};{{end}}", id)))
                .map(HostCommand.Result::output)
                .filter(line -> line.contains("EDITION=" + edition + ";") && line.startsWith("20"))
                .map(line -> Instant.parse(line.substring(0, line.indexOf(' ')))).sorted()
                .toList();
    }

    private static List<String> ids(String project) {
        String listed = HostCommand.run("docker", "ps", "-aq", "--no-trunc", "--filter",
                "label=orch.project=" + project).strip();
        return listed.isEmpty() ? List.of() : Arrays.asList(listed.split("\n"));
    }

    /** Removes what a failed test left. */
    static void removeAll(String... projects) {
        for (String project : projects) {
            ids(project).forEach(id -> HostCommand.attempt(Duration.ofSeconds(30),
                    List.of("docker", "rm", "-f", id)));
        }
    }
}
