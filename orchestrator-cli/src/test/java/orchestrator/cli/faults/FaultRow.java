package orchestrator.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One row of the catalogue of faults: done several times, each from a cluster that is as declared to
 * one that is so again. Counts what must never happen, takes the figure that is the row's own, and
 * how long the cluster then needs to agree. {@code -Dorch.faults.runs} says how often,
 * {@code -Dorch.faults.bars} whether the bars count; without it only a hang is a failure.
 */
final class FaultRow {
    /** How often a row is done. */
    static final int RUNS = Integer.getInteger("orch.faults.runs", 1);
    private static final boolean BARS = Boolean.getBoolean("orch.faults.bars");
    private static final Duration AGREES = Duration.ofSeconds(30);
    private static final Duration HANGS = Duration.ofSeconds(120);

    private final FaultCluster cluster;
    private final String name;
    private final String figure;
    private final Duration bar;
    private final List<Long> figures = new ArrayList<>();
    private final List<Long> agreements = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private Consumer<Judge> rules = judge -> {};

    /**
     * A row.
     *
     * @param name   such as {@code F1 leader killed}
     * @param figure what is measured, such as {@code first write of the next leader}
     * @param bar    what it may take
     */
    FaultRow(FaultCluster cluster, String name, String figure, Duration bar) {
        this.cluster = cluster;
        this.name = name;
        this.figure = figure;
        this.bar = bar;
    }

    /** The fault itself, until it is mended. */
    interface Fault {
        /** Does it and returns the figure of the row, in milliseconds. */
        long strike() throws Exception;
    }

    /** What may happen in this row that may not in others. */
    FaultRow where(Consumer<Judge> rules) {
        this.rules = rules;
        return this;
    }

    /** Does the fault as often as was asked for, writes the table, and asserts. */
    void repeat(Fault fault) throws Exception {
        repeat(RUNS, fault);
    }

    /** Like {@link #repeat(Fault)}, for a row that takes too long to be done often. */
    void repeat(int runs, Fault fault) throws Exception {
        try {
            for (int run = 1; run <= runs; run++) {
                once(run, fault);
            }
        } catch (Throwable e) {
            violations.add("run " + (figures.size() + 1) + " did not end: " + e.getMessage());
            cluster.printLogs();
            throw e;
        } finally {
            FaultTable.add(new FaultTable.Line(name, figure, figures, bar, agreements,
                    violations));
        }
        assertThat(violations).as(name).isEmpty();
        assertThat(figures).as(name + ": " + figure).allMatch(each -> each <= bound(bar));
        assertThat(agreements).as(name + ": agrees").allMatch(each -> each <= bound(AGREES));
    }

    private static long bound(Duration bar) {
        return BARS ? bar.toMillis() : bar.plus(HANGS).toMillis();
    }

    private void once(int run, Fault fault) throws Exception {
        // A ZooKeeper server that comes back from the fault before is not to be a second one.
        cluster.awaitZooKeepers();
        cluster.declared().await();
        Judge judge = Judge.of(cluster);
        rules.accept(judge);
        long took = fault.strike();
        long mended = System.nanoTime();
        cluster.declared().awaitContainers();
        long agreed = (System.nanoTime() - mended) / 1_000_000;
        cluster.declared().await();
        List<String> wrong = judge.violations();
        figures.add(took);
        agreements.add(agreed);
        wrong.forEach(each -> violations.add("run " + run + ": " + each));
        System.out.printf("[faults] %s, run %d: %s after %d ms, agrees %d ms later, wrong: %s%n",
                name, run, figure, took, agreed, wrong);
    }
}
