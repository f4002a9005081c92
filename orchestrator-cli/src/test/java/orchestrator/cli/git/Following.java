package orchestrator.cli.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.cli.process.Orch;

/** What {@code orch git status} says of a project. */
final class Following {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Orch orch;
    private final String project;

    Following(Orch orch, String project) {
        this.orch = orch;
        this.project = project;
    }

    private String json() {
        return orch.run("git", "status", project, "-o", "json").out();
    }

    /** The screen. */
    String screen() {
        return orch.run("git", "status", project).out();
    }

    /** Waits until the connection is in a state, as {@code state} of the JSON names it. */
    void awaitState(String state) {
        awaitJson("\"state\":\"" + state + "\"");
    }

    /** Waits until a commit is applied and its rollout ended well. */
    void awaitDone(String commit) {
        String applied = "\"applied\":\\{\"commit\":\"" + commit + "\"[^{}]*\"outcome\":\"";
        await().atMost(PATIENCE).pollInterval(POLL).untilAsserted(() -> assertThat(json())
                .containsPattern(applied + "done\""));
    }

    /** Waits until a commit became a revision. */
    void awaitApplied(String commit) {
        awaitJson("\"applied\":{\"commit\":\"" + commit + "\"");
    }

    private void awaitJson(String text) {
        await().atMost(PATIENCE).pollInterval(POLL)
                .untilAsserted(() -> assertThat(json()).contains(text));
    }

    /** The number of the current revision. */
    int revision() {
        Matcher number = Pattern.compile("\"revision\":(\\d+),\"matches\"").matcher(json());
        return Optional.of(number).filter(Matcher::find)
                .map(each -> Integer.parseInt(each.group(1)))
                .orElseThrow(() -> new AssertionError("no revision: " + json()));
    }
}
