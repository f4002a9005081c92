package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortRangesTest {
    private final PortRanges allFree = new PortRanges(_ -> true);

    @Test
    void gives_every_node_a_range_of_its_own() {
        assertThat(allFree.choose(3, List.of())).containsExactly(new PortRange(20000, 20499),
                new PortRange(20500, 20999), new PortRange(21000, 21499));
    }

    @Test
    void passes_over_a_range_in_which_something_listens() {
        PortRanges oneTaken = new PortRanges(port -> port != 20499);
        assertThat(oneTaken.choose(1, List.of())).containsExactly(new PortRange(20500, 20999));
    }

    @Test
    void leaves_the_ranges_of_earlier_nodes_alone() {
        List<PortRange> taken = List.of(new PortRange(20000, 20499), new PortRange(20600, 20700));
        assertThat(allFree.choose(1, taken)).containsExactly(new PortRange(21000, 21499));
    }

    @Test
    void says_how_many_ranges_are_left_when_they_do_not_suffice() {
        PortRanges almostFull = new PortRanges(port -> port < 21000);
        assertThatThrownBy(() -> almostFull.choose(3, List.of()))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("no room for 3 more nodes")
                .hasMessageContaining("only 2 such ranges are left");
    }

    @Test
    void notices_a_listener_on_a_single_address() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            assertThat(PortRanges.canListen(listener.getLocalPort())).isFalse();
        }
    }

    @Test
    void reads_a_range_and_refuses_what_is_none() {
        assertThat(PortRange.parse("20000-20999")).isEqualTo(new PortRange(20000, 20999));
        for (String wrong : List.of("20000", "20999-20000", "80-90", "20000-70000", "a-b")) {
            assertThatThrownBy(() -> PortRange.parse(wrong)).as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("such as 20000-20999");
        }
    }
}
