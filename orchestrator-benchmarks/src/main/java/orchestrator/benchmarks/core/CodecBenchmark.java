package orchestrator.benchmarks.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import orchestrator.benchmarks.table.CpuTime;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.SpecHash;
import orchestrator.core.wire.RecordCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The two records there are of every node, each way; and a copy of as many bytes with their sum. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    /** What one node has to do and says of it. */
    @State(Scope.Thread)
    public static class Records {
        private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
        private static final long NANOS_APART = 1_234_567;

        /** How many instances of how many services it runs. */
        @Param("328")
        public int instances;

        private NodeAssignment assignment;
        private NodeStatus status;
        private byte[] storedAssignment;
        private byte[] storedStatus;

        /**
         * As the planner makes them for one node that runs one instance of each service, but no two
         * services are alike, and no two instances were ready in the same moment.
         */
        @Setup(Level.Trial)
        public void prepare() {
            NodeAssignment packed = Population.packed(SampleProjects.desired(
                    SampleProjects.of(instances, 1)));
            assignment = new NodeAssignment(packed.cluster(), packed.epoch(), packed.generation(),
                    packed.instances().stream().map(Records::apart).toList(), List.of());
            NodeStatus ready = Population.ready(Population.record(1, 1).name(), assignment, NOON);
            status = new NodeStatus(ready.node(), ready.generation(),
                    ready.instances().stream().map(Records::late).toList(), List.of(),
                    Optional.empty());
            storedAssignment = RecordCodec.encode(assignment);
            storedStatus = RecordCodec.encode(status);
        }

        private static AssignedInstance apart(AssignedInstance each) {
            SpecHash spec = new SpecHash(SpecHash.digest(each.id().toString()));
            return new AssignedInstance(each.id(), each.incarnation(), spec, spec,
                    each.hostPorts(), each.reserved(), each.published(), each.references(),
                    each.lists(), each.listsGeneration(), each.secrets(), each.origin(),
                    each.upkeep());
        }

        private static InstanceStatus late(InstanceStatus each) {
            return new InstanceStatus(each.id(), each.incarnation(), each.phase(), each.reason(),
                    each.since().plusNanos(each.incarnation().number() * NANOS_APART),
                    each.restarts(), each.listsGeneration(), each.output(), each.stable());
        }

        int assignmentBytes() {
            return storedAssignment.length;
        }

        int statusBytes() {
            return storedStatus.length;
        }
    }

    /** By the leader, for each node it changes. */
    @Benchmark
    public byte[] encodeAssignment(Records records, CpuTime time) {
        time.begin();
        byte[] bytes = RecordCodec.encode(records.assignment);
        time.end();
        return bytes;
    }

    /** By the agent, and by a leader that begins. */
    @Benchmark
    public NodeAssignment decodeAssignment(Records records, CpuTime time) {
        time.begin();
        NodeAssignment assignment = RecordCodec.decode(NodeAssignment.class,
                records.storedAssignment);
        time.end();
        return assignment;
    }

    /** By the agent. */
    @Benchmark
    public byte[] encodeStatus(Records records, CpuTime time) {
        time.begin();
        byte[] bytes = RecordCodec.encode(records.status);
        time.end();
        return bytes;
    }

    /** By the leader, for each status that changed. */
    @Benchmark
    public NodeStatus decodeStatus(Records records, CpuTime time) {
        time.begin();
        NodeStatus status = RecordCodec.decode(NodeStatus.class, records.storedStatus);
        time.end();
        return status;
    }

    /** The least that can be done with as many bytes as an assignment has. */
    @Benchmark
    public long bareCopy(Records records, CpuTime time) {
        time.begin();
        byte[] copy = records.storedAssignment.clone();
        CRC32C sum = new CRC32C();
        sum.update(copy);
        time.end();
        return sum.getValue();
    }
}
