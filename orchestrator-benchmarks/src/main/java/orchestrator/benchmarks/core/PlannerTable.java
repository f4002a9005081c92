package orchestrator.benchmarks.core;

import static orchestrator.benchmarks.table.TextTable.short3;
import static orchestrator.benchmarks.table.TextTable.whole;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.benchmarks.table.Measured;
import orchestrator.benchmarks.table.Options;
import orchestrator.benchmarks.table.Peers;
import orchestrator.benchmarks.table.TextTable;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link PlannerBenchmark} at growing sizes. */
public final class PlannerTable {
    private static final List<String> ALL = List.of("1000 10000", "1000 100000", "5000 150000");
    private static final double MILLI = 1000;

    /**
     * The table; {@code options} may name sizes, as in {@code "5000 150000"}, and with
     * {@code --only audit} methods.
     *
     * @throws RunnerException when a fork failed
     */
    public String run(Options options) throws RunnerException {
        TextTable table = new TextTable("nodes x instances", "what", "best ms", "median ms",
                "core ms", "core us an instance");
        for (String size : options.words().isEmpty() ? ALL : options.words()) {
            measure(size, options).forEach((name, measured) -> line(size, name, measured, table));
        }
        return table + "\n" + Peers.IDLE;
    }

    private static SortedMap<String, Measured> measure(String size, Options options)
            throws RunnerException {
        return new TreeMap<>(Measured.run(new OptionsBuilder()
                .include(PlannerBenchmark.class.getName() + "\\." + options.text("only", ""))
                .param("size", size).shouldFailOnError(true)
                .verbosity(options.text("verbose", "no").equals("yes")
                        ? VerboseMode.NORMAL
                        : VerboseMode.SILENT)
                .build()));
    }

    private static void line(String size, String name, Measured measured, TextTable table) {
        String[] words = size.split(" ");
        int instances = Integer.parseInt(words[1]);
        table.row(whole(Integer.parseInt(words[0])) + " x " + whole(instances), name,
                short3(measured.best() / MILLI), short3(measured.median() / MILLI),
                short3(measured.bestOfCore() / MILLI), short3(measured.bestOfCore() / instances));
    }
}
