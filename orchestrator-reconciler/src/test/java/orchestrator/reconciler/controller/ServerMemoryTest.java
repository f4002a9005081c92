package orchestrator.reconciler.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import orchestrator.reconciler.disk.WholeFiles;
import orchestrator.reconciler.simulation.disk.SimulatedDisk;
import org.junit.jupiter.api.Test;

class ServerMemoryTest {
    private final SimulatedDisk disk = SimulatedDisk.healthy();
    private final ServerMemory memory = new ServerMemory(disk);

    @Test
    void what_was_saved_is_remembered() {
        ServerMemory.Seen seen = new ServerMemory.Seen(Sample.CLUSTER, 3, 17);
        memory.save(seen);

        assertThat(memory.load()).contains(seen);
    }

    @Test
    void what_a_server_wrote_that_knew_no_events_is_remembered() {
        write(Sample.CLUSTER + "\n3");

        assertThat(memory.load()).contains(new ServerMemory.Seen(Sample.CLUSTER, 3,
                ServerMemory.Seen.NONE));
    }

    @Test
    void what_is_damaged_is_not_taken_for_nothing() {
        write(Sample.CLUSTER.toString());
        assertThatThrownBy(memory::load).isInstanceOf(DamagedMemoryException.class);

        memory.save(new ServerMemory.Seen(Sample.CLUSTER, 3, 17));
        disk.tear("watermark");
        assertThatThrownBy(memory::load).isInstanceOf(DamagedMemoryException.class);
    }

    private void write(String text) {
        new WholeFiles(disk).write("watermark", text.getBytes(StandardCharsets.UTF_8));
    }
}
