package orchestrator.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Peers;
import orchestrator.core.model.ProjectName;
import org.junit.jupiter.api.Test;

class ByPeersTest {
    /** So many that some share a place among those that were asked for lately. */
    private static final int SERVICES = 6_000;
    private static final List<String> FORMS = List.of("web%d-1", "stack-%d/web-1", "stack-1/s%d-1");

    private final Random random = new Random(1);
    private final ByPeers<String> values = new ByPeers<>();
    private final SortedMap<Peers, String> plain = new TreeMap<>();

    /** Services asked for at first and later, of one stack and of many copies of it. */
    @Test
    void whatever_was_asked_for_lately_it_answers_as_a_plain_map() {
        for (int step = 0; step < 20 * SERVICES; step++) {
            InstanceId id = id(random.nextInt(1 + Math.min(step, SERVICES)));
            if (random.nextInt(4) == 0) {
                String fresh = "value " + step;
                assertThat(values.get(id, _ -> fresh))
                        .isEqualTo(plain.computeIfAbsent(Peers.of(id), _ -> fresh));
            } else {
                assertThat(values.get(id)).isEqualTo(plain.get(Peers.of(id)));
            }
        }
        assertThat(values.all()).isEqualTo(plain).hasSizeGreaterThan(SERVICES / 2);
    }

    @Test
    void all_numbers_of_a_service_have_one_value_and_each_copy_its_own() {
        assertThat(values.get(web(1), _ -> "first")).isEqualTo("first");
        assertThat(values.get(web(1_000))).isEqualTo("first");
        assertThat(values.get(address("stack-1/web-1"))).isNull();
        assertThat(values.get(address("stack-1/web-1"), _ -> "of a copy")).isEqualTo("of a copy");
        assertThat(values.get(address("stack-2/web-1"))).isNull();
        assertThat(IntStream.range(1, 9).mapToObj(number -> values.get(web(number))))
                .containsOnly("first");
    }

    private static InstanceId web(int number) {
        return address("web-" + number);
    }

    private static InstanceId id(int service) {
        return address(FORMS.get(service % FORMS.size()).formatted(1 + service));
    }

    private static InstanceId address(String address) {
        return InstanceId.parse(new ProjectName("shop"), address);
    }
}
