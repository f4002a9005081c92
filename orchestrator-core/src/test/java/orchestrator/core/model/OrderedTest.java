package orchestrator.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedTest {
    @Test
    void finds_all_that_are_meant() {
        for (int size = 0; size < 12; size++) {
            List<Integer> sorted = IntStream.range(0, size).mapToObj(i -> i / 3).toList();
            for (int wanted = -1; wanted <= size / 3 + 1; wanted++) {
                int sought = wanted;
                assertThat(Ordered.all(sorted, each -> each.compareTo(sought))).isEqualTo(
                        sorted.stream().filter(each -> each == sought).toList());
            }
        }
    }

    @Test
    void finds_the_first_place_from_any_guess() {
        for (int size = 0; size < 20; size++) {
            List<Integer> sorted = IntStream.range(0, size).mapToObj(i -> i / 2).toList();
            for (int wanted = -1; wanted <= size / 2 + 1; wanted++) {
                int sought = wanted;
                int first = (int) sorted.stream().filter(each -> each < sought).count();
                for (int guess = -2; guess < size + 3; guess++) {
                    assertThat(Ordered.place(sorted, guess, each -> each.compareTo(sought)))
                            .as("%d in %s from %d", wanted, sorted, guess).isEqualTo(first);
                }
            }
        }
    }
}
