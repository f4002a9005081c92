package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;
import org.junit.jupiter.api.Test;

class KeptRevisionsTest {
    private static final ProjectName SHOP = new ProjectName("shop");

    private static Revision revision(int number, String text) {
        return new Revision(SHOP, number, "alice", Instant.EPOCH, "laptop", "", "shop.yml", text,
                new TreeMap<>(), text.isEmpty());
    }

    private static KeptRevisions kept(String... texts) {
        return KeptRevisions.of(SHOP, IntStream.range(0, texts.length)
                .mapToObj(i -> revision(i + 1, texts[i])).toList());
    }

    private static RolloutRecord done(int good, Integer... numbers) {
        return new RolloutRecord(SHOP, good, Stream.of(numbers).map(number -> new Result(number,
                Outcome.DONE, Instant.EPOCH, Optional.empty())).toList());
    }

    private static int lastGood(KeptRevisions kept, RolloutRecord record) {
        return kept.lastGood(kept.all().getFirst(), record).number();
    }

    @Test
    void a_failed_one_goes_back_to_the_good_one() {
        assertThat(lastGood(kept("a", "b", "c"), done(2, 1, 2))).isEqualTo(2);
    }

    @Test
    void the_good_one_goes_back_to_the_one_before() {
        assertThat(lastGood(kept("a", "b", "c"), done(3, 1, 2, 3))).isEqualTo(2);
        assertThat(lastGood(kept("a", "b", "c"), done(3, 1, 3))).isEqualTo(1);
    }

    @Test
    void the_same_again_is_nowhere_to_go_back_to() {
        assertThat(lastGood(kept("a", "b", "a"), done(3, 1, 2, 3))).isEqualTo(2);
        assertThat(lastGood(kept("a", "b", "b"), done(3, 1, 2, 3))).isEqualTo(1);
    }

    @Test
    void a_deleted_project_comes_back() {
        assertThat(lastGood(kept("a", "b", ""), done(0, 1, 2, 3))).isEqualTo(2);
    }

    @Test
    void before_the_first_there_is_nothing() {
        assertThatThrownBy(() -> lastGood(kept("a"), done(1, 1))).isInstanceOf(Failure.class)
                .hasMessage("shop is at revision 1, its first: there is nothing to go back to");
    }

    @Test
    void names_those_that_are_kept() {
        KeptRevisions kept = KeptRevisions.of(SHOP, List.of(revision(9, "i"), revision(3, "c"),
                revision(6, "f"), revision(7, "g"), revision(8, "h")));
        assertThatThrownBy(() -> kept.find("4"))
                .hasMessage("revision 4 of shop is not kept; kept: 3 and 6 to 9");
        assertThatThrownBy(() -> lastGood(kept, done(9, 9))).isInstanceOf(Failure.class)
                .hasMessageContaining("3 and 6 to 9");
        assertThat(kept.find("07").number()).isEqualTo(7);
    }
}
