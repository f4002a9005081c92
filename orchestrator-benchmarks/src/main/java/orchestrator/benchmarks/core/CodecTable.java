package orchestrator.benchmarks.core;

import static orchestrator.benchmarks.table.TextTable.short3;
import static orchestrator.benchmarks.table.TextTable.whole;

import java.util.List;
import java.util.SortedMap;
import orchestrator.benchmarks.table.Measured;
import orchestrator.benchmarks.table.Options;
import orchestrator.benchmarks.table.TextTable;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link CodecBenchmark} for nodes that run little and much. */
public final class CodecTable {
    private static final List<String> ALL = List.of("30", "328");

    /**
     * The table; {@code options} may name how many instances a node runs.
     *
     * @throws RunnerException when a fork failed
     */
    public String run(Options options) throws RunnerException {
        TextTable table = new TextTable("what", "instances", "bytes an instance",
                "core us a record",
                "core us an instance", "MB/s");
        for (String instances : options.words().isEmpty() ? ALL : options.words()) {
            lines(Integer.parseInt(instances), options, table);
        }
        return table.toString();
    }

    private static void lines(int instances, Options options, TextTable table)
            throws RunnerException {
        CodecBenchmark.Records records = new CodecBenchmark.Records();
        records.instances = instances;
        records.prepare();
        SortedMap<String, Measured> found = Measured.run(new OptionsBuilder()
                .include(CodecBenchmark.class.getName() + "\\.")
                .param("instances", "" + instances).shouldFailOnError(true)
                .verbosity(options.text("verbose", "no").equals("yes")
                        ? VerboseMode.NORMAL
                        : VerboseMode.SILENT)
                .build());
        found.forEach((name, measured) -> {
            int bytes = name.endsWith("Status") ? records.statusBytes() : records.assignmentBytes();
            double micros = measured.bestOfCore();
            table.row(name, whole(instances), short3((double) bytes / instances), short3(micros),
                    short3(micros / instances), whole(bytes / micros));
        });
    }
}
