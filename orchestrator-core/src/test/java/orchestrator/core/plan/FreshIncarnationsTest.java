package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.core.model.Incarnation;
import org.junit.jupiter.api.Test;

class FreshIncarnationsTest {
    private final FreshIncarnations fresh = new FreshIncarnations(new Incarnation(3, 7));

    @Test
    void what_was_given_out_before_is_not_fresh() {
        assertThat(fresh.use(new Incarnation(3, 7))).isFalse();
        assertThat(fresh.use(new Incarnation(2, 90))).isFalse();
    }

    @Test
    void each_is_fresh_once() {
        assertThat(fresh.use(new Incarnation(3, 9))).isTrue();
        assertThat(fresh.use(new Incarnation(3, 8))).isTrue();
        assertThat(fresh.use(new Incarnation(3, 9))).isFalse();
    }

    @Test
    void what_stands_somewhere_already_is_not_fresh() {
        fresh.note(new Incarnation(3, 8));

        assertThat(fresh.use(new Incarnation(3, 8))).isFalse();
        assertThat(fresh.use(new Incarnation(3, 9))).isTrue();
    }

    @Test
    void so_are_those_of_a_later_epoch_and_those_far_beyond() {
        fresh.note(new Incarnation(4, 8));

        assertThat(fresh.use(new Incarnation(4, 8))).isFalse();
        assertThat(fresh.use(new Incarnation(3, Integer.MAX_VALUE))).isTrue();
        assertThat(fresh.use(new Incarnation(3, Integer.MAX_VALUE))).isFalse();
    }
}
