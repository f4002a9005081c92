package orchestrator.cli.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What visitors got during each step, and what balancers had to do for it. */
final class LoadTable {
    private static final double MILLIS = 1000;
    /** Kept up after a step is over, so that what comes late is seen too. */
    private static final int AFTERWARDS_SECONDS = 2;

    private final Load load;
    private final EngineEvents events;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String step, EngineEvents.Span span) {}

    LoadTable(Load load, EngineEvents events) {
        this.load = load;
        this.events = events;
    }

    /** Does it under load; afterwards {@link #span} is its time. */
    void step(String what, Steps.Step step) throws Exception {
        long from = System.currentTimeMillis();
        try {
            step.run();
            await().pollDelay(AFTERWARDS_SECONDS, SECONDS).until(load::isRunning);
        } finally {
            rows.add(new Row(what, new EngineEvents.Span(from, System.currentTimeMillis())));
            System.out.println("[load] " + line(rows.getLast()));
        }
    }

    /** Asserts that nobody's request failed, in any step. */
    void assertNoneFailed() {
        for (Row row : rows) {
            assertThat(during(row).stream().filter(request -> !request.ok()))
                    .as("failed requests during: " + row.step()).isEmpty();
            assertThat(during(row)).as("requests during: " + row.step()).isNotEmpty();
        }
        assertThat(load.requests()).allMatch(LoadRequest::ok);
    }

    void print() {
        System.out.println("\n" + head());
        rows.forEach(row -> System.out.println(line(row)));
        System.out.println(total());
        rows.forEach(this::printFailed);
        System.out.println();
    }

    /** Each way to fail once, with how often and when it began. */
    private void printFailed(Row row) {
        Map<String, List<LoadRequest>> ways = during(row).stream()
                .filter(request -> !request.ok())
                .collect(Collectors.groupingBy(request -> request.method() + " "
                        + request.detail(), TreeMap::new, Collectors.toList()));
        ways.forEach((way, requests) -> System.out.println("failed: " + row.step() + ": "
                + requests.size() + " x " + way + ", from "
                + Instant.ofEpochMilli(requests.getFirst().startedAt()) + " to "
                + Instant.ofEpochMilli(requests.getLast().startedAt())));
    }

    private static String head() {
        return String.format(Locale.ROOT, "%8s %9s %7s %7s %8s  %-26s %s", "seconds", "requests",
                "failed", "second", "slowest", "reloads", "step");
    }

    private String line(Row row) {
        Map<String, Integer> reloads = events.reloads(row.span());
        return line(during(row), row.span(), reloads.isEmpty() ? "none" : reloads.toString())
                + row.step();
    }

    private String total() {
        EngineEvents.Span all = new EngineEvents.Span(rows.getFirst().span().from(),
                rows.getLast().span().to());
        return line(load.requests(), all, "") + "all steps";
    }

    private static String line(List<LoadRequest> requests, EngineEvents.Span span,
            String reloads) {
        return String.format(Locale.ROOT, "%8.1f %9d %7d %7d %6dms  %-26s ",
                (span.to() - span.from()) / MILLIS, requests.size(),
                requests.stream().filter(request -> !request.ok()).count(),
                requests.stream().filter(LoadRequest::second).count(),
                requests.stream().mapToLong(LoadRequest::millis).max().orElse(0), reloads);
    }

    private List<LoadRequest> during(Row row) {
        return load.requests().stream()
                .filter(request -> row.span().contains(request.startedAt())).toList();
    }
}
