package orchestrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.cli.render.WatchState.Mode;
import org.junit.jupiter.api.Test;

class WatchStateTest {
    private static WatchState press(WatchState state, int rows, int... keys) {
        WatchState now = state;
        for (int key : keys) {
            now = now.key(key, rows);
        }
        return now;
    }

    @Test
    void q_goes_back_and_then_ends() {
        WatchState why = press(WatchState.START, 2, 'w');
        assertThat(why.mode()).isEqualTo(Mode.WHY);
        assertThat(press(why, 2, 'q').mode()).isEqualTo(Mode.LIST);
        assertThat(press(why, 2, 'q', 'q').mode()).isEqualTo(Mode.QUIT);
    }

    @Test
    void nothing_opens_where_there_is_no_row() {
        assertThat(press(WatchState.START, 0, 'w', 'l', '\r').mode()).isEqualTo(Mode.LIST);
        assertThat(press(WatchState.START, 0, '?', 'w', 'l').mode()).isEqualTo(Mode.KEYS);
    }

    @Test
    void the_cursor_stays_on_the_rows() {
        assertThat(press(WatchState.START, 2, 'j', WatchState.DOWN, 'j').selected()).isEqualTo(1);
        assertThat(press(WatchState.START, 2, 'j', 'k', WatchState.UP).selected()).isZero();
    }

    @Test
    void a_filter_is_typed_mended_kept_and_dropped() {
        WatchState typed = press(WatchState.START, 9, '/', 'l', 'q', 127, 'a');
        assertThat(typed.filter()).isEqualTo("la");
        assertThat(press(typed, 9, '\r').mode()).isEqualTo(Mode.LIST);
        assertThat(press(typed, 9, '\r').filter()).isEqualTo("la");
        assertThat(press(typed, 9, 27)).isEqualTo(WatchState.START);
    }
}
