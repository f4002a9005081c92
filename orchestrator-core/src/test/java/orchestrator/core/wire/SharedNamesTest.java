package orchestrator.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import orchestrator.core.model.ServiceName;
import org.junit.jupiter.api.Test;

class SharedNamesTest {
    private final SharedNames<ServiceName> names = new SharedNames<>(ServiceName::new);

    @Test
    void equal_names_are_one_object() {
        ServiceName first = names.apply("mysql");

        assertThat(names.apply(new String("mysql"))).isSameAs(first);
        assertThat(names.apply("apache")).isEqualTo(new ServiceName("apache"));
    }

    @Test
    void what_is_no_name_is_refused_each_time() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> names.apply("No Name"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void stays_right_when_there_are_more_than_it_keeps() {
        ServiceName first = names.apply("a");
        for (int i = 0; i < 50_000; i++) {
            assertThat(names.apply("a" + i).value()).isEqualTo("a" + i);
        }
        assertThat(names.apply("a")).isEqualTo(first);
    }
}
