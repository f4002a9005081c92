package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlagsTest {
    @Test
    void reads_cpus_in_thousandths() {
        assertThat(Flags.milliCpu("2")).isEqualTo(2000);
        assertThat(Flags.milliCpu("0.125")).isEqualTo(125);
        assertThat(Flags.milliCpu("")).isZero();
    }

    @Test
    void reads_sizes_in_units_of_1024() {
        assertThat(Flags.bytes("512MB")).isEqualTo(512L << 20);
        assertThat(Flags.bytes("1.5GB")).isEqualTo(1536L << 20);
        assertThat(Flags.bytes("")).isZero();
    }

    @Test
    void says_with_an_example_how_it_is_written() {
        for (String wrong : List.of("0", "-1", "two", "1.2345", "1,5")) {
            assertThatThrownBy(() -> Flags.milliCpu(wrong)).as(wrong).isInstanceOf(Failure.class)
                    .hasMessage("--cpu must be a number such as 2 or 0.5, not \"" + wrong + "\"");
        }
        for (String wrong : List.of("512", "8 GB", "8G", "GB", "-1GB")) {
            assertThatThrownBy(() -> Flags.bytes(wrong)).as(wrong).isInstanceOf(Failure.class)
                    .hasMessage("--memory must be a size such as 512MB or 8GB, not \"" + wrong
                            + "\"");
        }
    }

    @Test
    void takes_addresses_and_no_names() {
        assertThat(Flags.address("--address", "10.0.0.1")).isEqualTo("10.0.0.1");
        assertThatThrownBy(() -> Flags.address("--address", "core-01"))
                .hasMessage("--address must be an IP address of this machine, not \"core-01\"");
    }
}
