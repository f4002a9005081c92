package orchestrator.benchmarks.table;

import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

/**
 * What JMH found for one method.
 *
 * @param best       microseconds of the best round, by the clock
 * @param median     microseconds of the median round, by the clock
 * @param bestOfCore microseconds of the best round, by the core's time
 */
public record Measured(double best, double median, double bestOfCore) {
    private static final double NANOS = 1000;

    /**
     * Runs what {@code options} includes, whose unit must be microseconds.
     *
     * @return by the name of the method
     * @throws RunnerException when a fork ended without a result: nothing is left out in silence
     */
    public static SortedMap<String, Measured> run(Options options) throws RunnerException {
        SortedMap<String, Measured> all = new TreeMap<>();
        for (RunResult result : new Runner(options).run()) {
            BenchmarkParams parameters = result.getParams();
            String name = parameters.getBenchmark();
            all.put(name.substring(name.lastIndexOf('.') + 1), of(result));
        }
        if (all.isEmpty()) {
            throw new RunnerException("no fork came back with a result");
        }
        return all;
    }

    private static Measured of(RunResult result) {
        double cpu = Double.MAX_VALUE;
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                cpu = Math.min(cpu, cpuPerRound(iteration));
            }
        }
        return new Measured(result.getPrimaryResult().getStatistics().getMin(),
                result.getPrimaryResult().getStatistics().getPercentile(50), cpu);
    }

    private static double cpuPerRound(IterationResult iteration) {
        double nanos = score(iteration, "cpuNanos");
        double rounds = score(iteration, "rounds");
        return nanos / rounds / NANOS;
    }

    private static double score(IterationResult iteration, String name) {
        for (String label : iteration.getSecondaryResults().keySet()) {
            if (label.endsWith(name)) {
                Result<?> result = iteration.getSecondaryResults().get(label);
                return result.getScore();
            }
        }
        throw new IllegalStateException("a measurement came without " + name);
    }
}
