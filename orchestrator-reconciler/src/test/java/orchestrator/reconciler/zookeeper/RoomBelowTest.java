package orchestrator.reconciler.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.reconciler.store.ClusterStore;
import org.junit.jupiter.api.Test;

class RoomBelowTest {
    private final RoomBelow room = new RoomBelow();

    @Test
    void nothing_is_created_without_a_look_before_there_was_one() {
        assertThat(room.take("/a", 1)).isFalse();
    }

    @Test
    void after_a_look_some_are_created_without_another_and_then_it_is_looked_again() {
        room.found("/a", 10);

        assertThat(room.take("/a", 60)).isTrue();
        assertThat(room.take("/b", 1)).isFalse();
        assertThat(room.take("/a", 60)).isFalse();
        assertThat(room.take("/a", 1)).isFalse();
    }

    @Test
    void where_half_of_the_room_is_taken_each_create_is_preceded_by_a_look() {
        room.found("/a", 10);
        room.found("/a", ClusterStore.MAX_CHILDREN / 2 + 1);

        assertThat(room.take("/a", 1)).isFalse();
    }
}
