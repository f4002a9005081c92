package orchestrator.cli.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import orchestrator.reconciler.testhosts.HostCommand;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Reads {@code orch status -o json} and waits for what it should say. */
final class Screens {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestCluster cluster;

    Screens(TestCluster cluster) {
        this.cluster = cluster;
    }

    /** One line of the status. */
    record Row(String name, String state, String node, int restarts, String reason) {}

    /** What the status says of a project; empty while no answer can be had. */
    List<Row> status(String project) {
        HostCommand.Result result = cluster.run("status", "-p", project, "-o", "json");
        List<Row> rows = new ArrayList<>();
        for (JsonNode instance : parse(result.output()).path("instances")) {
            rows.add(new Row(instance.path("name").asText(), instance.path("state").asText(),
                    instance.path("node").asText(""), instance.path("restarts").asInt(),
                    instance.path("reason").path("text").asText()));
        }
        return rows;
    }

    private static JsonNode parse(String output) {
        int start = output.indexOf('{');
        if (start < 0) {
            return JSON.nullNode();
        }
        try {
            return JSON.readTree(output.substring(start));
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + output, e);
        }
    }

    /** Waits until the status is as wanted; what it said last is in the failure. */
    List<Row> await(String project, Duration atMost, Predicate<List<Row>> wanted) {
        List<List<Row>> last = new ArrayList<>(List.of(List.of()));
        try {
            Awaitility.await().atMost(atMost.toSeconds(), SECONDS).pollInterval(1, SECONDS)
                    .until(() -> {
                        last.set(0, status(project));
                        return wanted.test(last.getFirst());
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("after " + atMost.toSeconds() + "s the status of " + project
                    + " is " + last.getFirst(), e);
        }
        return last.getFirst();
    }

    /** Waits until exactly {@code count} instances are wanted and all are ready. */
    List<Row> awaitReady(String project, int count, Duration atMost) {
        return await(project, atMost, rows -> rows.size() == count
                && rows.stream().allMatch(row -> row.state().equals("ready")));
    }
}
