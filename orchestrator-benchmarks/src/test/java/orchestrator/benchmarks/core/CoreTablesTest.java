package orchestrator.benchmarks.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import orchestrator.benchmarks.core.Workload.Kind;
import orchestrator.benchmarks.table.CpuTime;
import orchestrator.benchmarks.table.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One small round of everything that is measured, with nothing timed. */
class CoreTablesTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void everything_finds_a_place(Kind kind) {
        SchedulerBenchmark benchmark = new SchedulerBenchmark();
        SchedulerBenchmark.Empty empty = new SchedulerBenchmark.Empty();
        empty.workload = kind + " 100 100";
        empty.prepare();
        SchedulerBenchmark.Bare bare = new SchedulerBenchmark.Bare();
        bare.workload = empty.workload;
        bare.prepare();
        CpuTime time = new CpuTime();
        assertThat(benchmark.scheduler(empty, time)).isEqualTo(100);
        assertThat(benchmark.bareKernel(bare, time)).isEqualTo(100);
        assertThat(time.rounds).isEqualTo(2);
    }

    @Test
    void a_settled_cluster_leaves_nothing_to_do_and_an_empty_one_everything() {
        PlannerBenchmark.Settled cluster = new PlannerBenchmark.Settled();
        cluster.size = "10 40";
        cluster.prepare();
        PlannerBenchmark benchmark = new PlannerBenchmark();
        CpuTime time = new CpuTime();
        assertThat(benchmark.audit(cluster, time).plan().actions()).isEmpty();
        assertThat(benchmark.oneEvent(cluster, time).plan().actions()).isEmpty();
        assertThat(benchmark.everything(cluster, time).plan().actions()).hasSize(40);
        assertThat(benchmark.guard(cluster, time)).isEmpty();
        PlannerBenchmark.Losing losing = new PlannerBenchmark.Losing();
        losing.prepare(cluster);
        assertThat(benchmark.loss(cluster, losing, time).plan().actions()).hasSize(8);
    }

    @Test
    void the_records_come_back_as_they_were() {
        CodecBenchmark.Records records = new CodecBenchmark.Records();
        records.instances = 7;
        records.prepare();
        CodecBenchmark benchmark = new CodecBenchmark();
        CpuTime time = new CpuTime();
        assertThat(benchmark.encodeAssignment(records, time)).hasSize(records.assignmentBytes());
        assertThat(benchmark.decodeAssignment(records, time).instances()).hasSize(7);
        assertThat(benchmark.encodeStatus(records, time)).hasSize(records.statusBytes());
        assertThat(benchmark.decodeStatus(records, time).instances()).hasSize(7);
        assertThat(benchmark.bareCopy(records, time)).isPositive();
    }

    @Test
    void a_change_moves_what_it_must_and_a_full_cluster_is_full() {
        String tables = new PackingTable().run(new Options(List.of("--nodes", "10")));
        assertThat(tables).containsPattern("a node joins +\\| +0 \\| +0 \\| +0 \\| +0 ")
                .containsPattern("a tenth more of each service +\\| +10 \\| +10 \\| +0 \\| +0 ")
                .containsPattern("a node is drained +\\| +10 \\| +10 \\| +10 \\| +10 ")
                .containsPattern("SPREAD 10 +\\| +800 \\| +100.0 % .*\\| +0 \\|");
    }
}
