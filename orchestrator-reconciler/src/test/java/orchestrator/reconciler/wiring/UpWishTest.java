package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class UpWishTest {
    private static final StateDirectory DIRECTORY = new StateDirectory(Path.of("state"));

    private static UpRecord simulated(int nodes) {
        return over(new UpWish(OptionalInt.of(nodes), true, GitWish.NOTHING), Optional.empty());
    }

    private static UpRecord over(UpWish wish, Optional<UpRecord> current) {
        return wish.over(current, DIRECTORY, Map.of());
    }

    @Test
    void makes_three_nodes_when_no_number_is_given() {
        UpRecord made = over(new UpWish(OptionalInt.empty(), true, GitWish.NOTHING),
                Optional.empty());
        assertThat(made.nodes()).extracting(node -> node.name().value())
                .containsExactly("node-1", "node-2", "node-3");
        assertThat(made.nodes()).extracting(UpRecord.Node::publishAddress)
                .containsExactly("127.0.0.1", "127.0.0.2", "127.0.0.3");
    }

    @Test
    void keeps_as_many_nodes_and_the_engine_as_there_were() {
        assertThat(over(UpWish.ANY, Optional.of(simulated(5)))).isEqualTo(simulated(5));
    }

    @Test
    void adds_nodes_and_leaves_those_there_are() {
        UpRecord grown = over(new UpWish(OptionalInt.of(4), false, GitWish.NOTHING),
                Optional.of(simulated(2)));
        assertThat(grown).isEqualTo(simulated(4));
    }

    @Test
    void does_not_shrink_a_cluster() {
        UpWish fewer = new UpWish(OptionalInt.of(1), false, GitWish.NOTHING);
        assertThatThrownBy(() -> over(fewer, Optional.of(simulated(3))))
                .isInstanceOf(WrongOptionException.class)
                .hasMessageStartingWith("the cluster here has 3 nodes and cannot shrink to 1");
    }

    @Test
    void does_not_turn_real_containers_into_pretended_ones() {
        UpRecord real = new UpRecord(UpRecord.Engine.docker("unix:///run/docker.sock"),
                simulated(3).nodes(), Optional.empty(), Optional.empty(), GitOptions.NONE);
        UpWish simulate = new UpWish(OptionalInt.empty(), true, GitWish.NOTHING);
        assertThatThrownBy(() -> over(simulate, Optional.of(real)))
                .hasMessageContaining("--simulate cannot change that")
                .hasMessageContaining("ORCH_HOME=DIRECTORY orch up --simulate");
    }

    @Test
    void refuses_a_number_of_nodes_out_of_range() {
        for (int wrong : new int[]{0, -1, UpWish.MOST_SIMULATED + 1}) {
            assertThatThrownBy(() -> simulated(wrong))
                    .hasMessage("--nodes must be 1 to 250, not " + wrong);
        }
    }

    @Test
    void keeps_what_was_said_about_repositories_until_something_else_is() {
        GitWish said = new GitWish(Optional.of("0.0.0.0:9400"), List.of("/srv/git", "/srv/git"));
        UpRecord first = over(new UpWish(OptionalInt.of(1), true, said), Optional.empty());
        GitWish taken = new GitWish(Optional.of("none"), List.of("none"));

        assertThat(first.git()).isEqualTo(new GitOptions(
                Optional.of(new ListenAddress("0.0.0.0", 9400)), List.of("/srv/git")));
        assertThat(over(UpWish.ANY, Optional.of(first)).git()).isEqualTo(first.git());
        assertThat(over(new UpWish(OptionalInt.empty(), false, taken), Optional.of(first)).git())
                .isEqualTo(GitOptions.NONE);
    }
}
