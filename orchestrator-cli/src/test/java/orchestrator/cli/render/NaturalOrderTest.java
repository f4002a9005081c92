package orchestrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    private static int compare(String one, String other) {
        return Integer.signum(NaturalOrder.OF_NAMES.compare(one, other));
    }

    @Test
    void numbers_in_names_count_as_numbers() {
        List<String> names = new ArrayList<>(List.of("node-10", "node-2", "rack-2-node-10", "node",
                "rack-10-node-1", "node-1", "rack-2-node-9", "db", "node-2a", "node-99999999999",
                "node-100000000000"));
        names.sort(NaturalOrder.OF_NAMES);
        assertThat(names).containsExactly("db", "node", "node-1", "node-2", "node-2a", "node-10",
                "node-99999999999", "node-100000000000", "rack-2-node-9", "rack-2-node-10",
                "rack-10-node-1");
    }

    @Test
    void names_that_differ_only_in_zeros_are_still_two() {
        assertThat(compare("node-01", "node-1")).isNotZero();
        assertThat(compare("node-01", "node-2")).isNegative();
        assertThat(compare("node-09", "node-10")).isNegative();
        assertThat(compare("node-1", "node-1")).isZero();
    }

    @Test
    void is_an_order() {
        Random random = new Random(1);
        List<String> names = random.ints(60, 0, 1 << 12).mapToObj(NaturalOrderTest::name)
                .distinct().toList();
        for (String a : names) {
            for (String b : names) {
                assertThat(compare(a, b)).as("%s %s", a, b).isEqualTo(-compare(b, a));
                assertThat(compare(a, b) == 0).isEqualTo(a.equals(b));
                for (String c : names) {
                    if (compare(a, b) < 0 && compare(b, c) < 0) {
                        assertThat(compare(a, c)).as("%s %s %s", a, b, c).isNegative();
                    }
                }
            }
        }
    }

    /** One to six of the characters that matter. */
    private static String name(int seed) {
        StringBuilder name = new StringBuilder();
        for (int rest = seed, i = 0; i <= seed % 6; i++, rest /= 4) {
            name.append("01-a".charAt(rest % 4));
        }
        return name.toString();
    }
}
