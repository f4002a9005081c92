package orchestrator.benchmarks.core;

import static orchestrator.benchmarks.table.TextTable.short3;
import static orchestrator.benchmarks.table.TextTable.times;
import static orchestrator.benchmarks.table.TextTable.whole;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.benchmarks.table.Measured;
import orchestrator.benchmarks.table.Options;
import orchestrator.benchmarks.table.Peers;
import orchestrator.benchmarks.table.TextTable;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link SchedulerBenchmark} for each workload and prints a line of it. */
public final class SchedulerTable {
    private static final List<String> ALL = List.of("SPREAD 1000 10000", "SPREAD 5000 10000",
            "SPREAD 10000 100000", "SPREAD 100000 1000000", "ONE_OFF 5000 10000",
            "MIXED 5000 10000", "APART 5000 10000", "ONLY 5000 10000", "NEAR 5000 10000",
            "APART_RACK 5000 10000");

    private final Map<String, Double> plain = new TreeMap<>();

    /**
     * The table; {@code options} may name workloads, as in {@code "APART 5000 10000"}, and with
     * {@code --verbose yes} JMH tells what it does.
     *
     * @throws RunnerException when a fork failed
     */
    public String run(Options options) throws RunnerException {
        VerboseMode verbose = options.text("verbose", "no").equals("yes")
                ? VerboseMode.NORMAL
                : VerboseMode.SILENT;
        TextTable table = new TextTable("workload, nodes x instances", "by the clock, /s",
                "by the core, /s", "kernel by the core, /s", "to the kernel", "to SPREAD");
        for (String workload : options.words().isEmpty() ? ALL : options.words()) {
            line(Workload.parse(workload), verbose, table);
        }
        return table + "\n" + Peers.SCHEDULERS;
    }

    private void line(Workload work, VerboseMode verbose, TextTable table) throws RunnerException {
        SortedMap<String, Measured> found = Measured.run(new OptionsBuilder()
                .include(SchedulerBenchmark.class.getName() + "\\.")
                .param("workload", work.toString()).shouldFailOnError(true).verbosity(verbose)
                .build());
        Measured scheduler = found.get("scheduler");
        Measured kernel = found.get("bareKernel");
        String size = work.nodes() + " " + work.instances();
        if (work.kind() == Workload.Kind.SPREAD) {
            plain.put(size, scheduler.bestOfCore());
        }
        Double without = plain.get(size);
        table.row("%s %s x %s".formatted(work.kind(), whole(work.nodes()), whole(work.instances())),
                whole(rate(work, scheduler.best())), whole(rate(work, scheduler.bestOfCore())),
                whole(rate(work, kernel.bestOfCore())),
                times(scheduler.bestOfCore() / kernel.bestOfCore()),
                without == null ? "-" : times(scheduler.bestOfCore() / without));
    }

    private static double rate(Workload work, double micros) {
        return work.instances() * 1e6 / micros;
    }
}
