package orchestrator.benchmarks;

import java.util.Arrays;
import java.util.List;
import orchestrator.benchmarks.core.CodecTable;
import orchestrator.benchmarks.core.PackingTable;
import orchestrator.benchmarks.core.PlannerTable;
import orchestrator.benchmarks.core.SchedulerTable;
import orchestrator.benchmarks.replay.ChangeTable;
import orchestrator.benchmarks.replay.FailTable;
import orchestrator.benchmarks.replay.IdleTable;
import orchestrator.benchmarks.replay.ReplayTable;
import orchestrator.benchmarks.replay.StatusTable;
import orchestrator.benchmarks.replay.StoreTable;
import orchestrator.benchmarks.table.Conditions;
import orchestrator.benchmarks.table.Options;
import org.openjdk.jmh.runner.RunnerException;

/** Prints one table of {@code docs/performance.md}: {@code build/bench TABLE [OPTION...]}. */
public final class Benchmarks {
    private static final String USAGE = """
            build/bench TABLE [OPTION...], where TABLE is one of
              scheduler  placements a second        ["APART 5000 10000"...]
              packing    how well nodes are used    [--nodes 1000]
              planner    one look of the leader     ["5000 150000"...] [--only audit]
              codec      the records of one node    [328...]
              store      many records at once       [--records 6000]
              replay     files to the last agent    [--nodes 300 --services 10 --instances 10,000]
              change     one change to its agent    the same, and [--changes 50] [--rate 100]
                                                      [--warm-up 300]
              idle       nothing happens            the same, and [--seconds 30]
              fail       agents and a leader lost   the same
              status     what a person waits for    the same, and [--rounds 11]
            The last five start a ZooKeeper and servers of their own, and also take
              [--zookeeper-heap 1g] [--server-heap 2g] [--sessions 8] [--patience SECONDS]
              [--directory WHERE] [--profile FILE.jfr]
            """;

    private Benchmarks() {}

    /** The name of a table, and what it is told. */
    public static void main(String[] arguments) throws RunnerException {
        if (arguments.length == 0) {
            System.err.print(USAGE);
            System.exit(2);
        }
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        System.out.println(arguments[0] + ": " + Conditions.line() + "\n");
        System.out.println(table(arguments[0], new Options(rest)));
        System.out.println("load average at the end " + Conditions.load());
        System.exit(0);
    }

    private static String table(String name, Options options) throws RunnerException {
        return switch (name) {
            case "scheduler" -> new SchedulerTable().run(options);
            case "packing" -> new PackingTable().run(options);
            case "planner" -> new PlannerTable().run(options);
            case "codec" -> new CodecTable().run(options);
            case "store" -> new StoreTable().run(options);
            case "replay" -> new ReplayTable().run(options);
            case "change" -> new ChangeTable().run(options);
            case "idle" -> new IdleTable().run(options);
            case "fail" -> new FailTable().run(options);
            case "status" -> new StatusTable().run(options);
            default -> throw new IllegalArgumentException("there is no table \"" + name + "\"\n"
                    + USAGE);
        };
    }
}
