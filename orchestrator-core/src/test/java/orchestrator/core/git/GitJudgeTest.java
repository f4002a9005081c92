package orchestrator.core.git;

import static orchestrator.core.git.GitStory.id;
import static orchestrator.core.git.GitStory.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import orchestrator.core.git.GitStep.Cause;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitState;
import orchestrator.core.model.GitState.Hold;
import orchestrator.core.model.GitState.Hold.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GitJudgeTest {
    private static final String FOUR = text(4, "web:1");
    private static final String FIVE = text(5, "web:1");
    private static final String ONE = text(1, "web:1");

    private final GitStory story = new GitStory();

    /** What is there, why it waits, and what a confirmation of the head makes of it. */
    record Row(String name, Consumer<GitStory> there, Why why, Optional<Cause> confirmed) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> holds() {
        Look.Good five = new Look.Good("web.yml", FIVE, new TreeMap<>(),
                GitStory.project(FIVE));
        return Stream.of(
                new Row("paused", story -> story.head(2, FIVE).paused(), Why.PAUSED,
                        Optional.empty()),
                new Row("no answer", story -> story.found(new Look.Unreachable("not there")),
                        Why.UNREACHABLE, Optional.empty()),
                new Row("a refusal", story -> story.found(new Look.Refused("no such branch")),
                        Why.REFUSED, Optional.empty()),
                new Row("pushed by force", story -> story.head(2, true, Optional.empty(), five),
                        Why.FORCED, Optional.of(Cause.COMMIT)),
                new Row("not signed", story -> story.head(2, false, Optional.of("not signed"),
                        new Look.Unread()), Why.UNSIGNED, Optional.empty()),
                new Row("not signed, by force", story -> story.head(2, true,
                        Optional.of("not signed"), new Look.Unread()), Why.UNSIGNED,
                        Optional.empty()),
                new Row("no file", story -> story.head(2, false, Optional.empty(),
                        new Look.Absent()), Why.NO_FILE, Optional.of(Cause.FILE_GONE)),
                new Row("a bad file", story -> story.head(2, false, Optional.empty(),
                        new Look.Bad("1 error in web.yml", List.of("web.yml:1:1"))),
                        Why.BAD_FILE, Optional.empty()),
                new Row("too much would go", story -> story.head(2, ONE), Why.BRAKE,
                        Optional.of(Cause.COMMIT)),
                new Row("it failed", story -> story.failed(Optional.of(1)), Why.FAILED,
                        Optional.of(Cause.COMMIT)),
                new Row("a person went back", story -> story.revision("bob", "laptop",
                        "same as 1", FIVE), Why.ROLLED_BACK, Optional.of(Cause.COMMIT)),
                new Row("changed by hand", story -> story.reports().byHand(FIVE), Why.DRIFTED,
                        Optional.of(Cause.COMMIT)));
    }

    @ParameterizedTest
    @MethodSource("holds")
    void each_hold_is_noted_once_and_keeps_the_last_word(Row row) {
        base();
        row.there().accept(story);
        GitState noted = story.noted();
        Hold hold = noted.hold().orElseThrow();
        assertThat(hold.why()).isEqualTo(row.why());
        assertThat(noted.applied().orElseThrow().commit().id()).isEqualTo(id(1));

        story.now = GitStory.NOON.plus(Duration.ofHours(1));
        assertThat(story.decide()).isEqualTo(new GitStep.Nothing());
    }

    @ParameterizedTest
    @MethodSource("holds")
    void a_confirmation_of_the_head_lifts_what_a_person_may_lift(Row row) {
        base();
        row.there().accept(story);
        story.noted();
        int head = story.scene().head().filter(it -> it.commit().id().equals(id(2))).isPresent()
                ? 2
                : 1;
        story.confirmed(head);
        if (row.confirmed().isPresent()) {
            GitStep.Apply apply = story.applying();
            assertThat(apply.cause()).isEqualTo(row.confirmed().get());
            assertThat(apply.spends()).isTrue();
            assertThat(apply.state().hold()).isEmpty();
            assertThat(apply.state().applied().orElseThrow().commit().id()).isEqualTo(id(head));
        } else {
            assertThat(story.decide()).isNotInstanceOf(GitStep.Apply.class);
        }
    }

    @Test
    void every_hold_is_in_the_table() {
        assertThat(holds().map(Row::why).distinct()).containsExactlyInAnyOrder(Why.values());
    }

    @Test
    void the_first_commit_is_applied_whatever_it_removes() {
        story.byHand(FOUR).head(1, ONE);
        GitStep.Apply apply = story.applying();

        assertThat(apply.cause()).isEqualTo(Cause.COMMIT);
        assertThat(apply.revision().number()).isEqualTo(2);
        assertThat(apply.revision().text()).isEqualTo(ONE);
        assertThat(apply.state().seen()).isPresent();
    }

    @Test
    void a_first_commit_without_the_file_removes_nothing_even_confirmed() {
        story.byHand(FOUR).head(1, false, Optional.empty(), new Look.Absent());
        assertThat(story.noted().hold().orElseThrow().why()).isEqualTo(Why.NO_FILE);
        story.confirmed(1);
        assertThat(story.noted().hold().orElseThrow().why()).isEqualTo(Why.NO_FILE);
    }

    @Test
    void a_commit_that_says_the_same_makes_no_revision() {
        base();
        story.head(2, "# only a comment\n" + FOUR);
        GitState noted = story.noted();

        assertThat(noted.applied().orElseThrow().commit().id()).isEqualTo(id(2));
        assertThat(noted.applied().orElseThrow().revision()).isEqualTo(2);
        assertThat(noted.hold()).isEmpty();
    }

    @Test
    void what_somebody_applied_before_it_was_pushed_is_taken_over() {
        base();
        story.byHand(FIVE).head(2, FIVE);
        assertThat(story.noted().applied().orElseThrow().revision()).isEqualTo(3);
        assertThat(story.decide()).isEqualTo(new GitStep.Nothing());
    }

    @Test
    void what_is_done_by_hand_is_taken_back() {
        base();
        story.byHand(FIVE);
        GitStep.Apply apply = story.applying();

        assertThat(apply.cause()).isEqualTo(Cause.DRIFT);
        assertThat(apply.revision().text()).isEqualTo(FOUR);
        assertThat(apply.revision().who()).isEqualTo("git");
        assertThat(apply.revision().change()).isEqualTo("takes back revision 3 of bob");
        assertThat(apply.state().applied().orElseThrow().revision()).isEqualTo(4);
        assertThat(apply.state().drift()).singleElement().matches(GitState.Drift::corrected);
    }

    @Test
    void a_project_deleted_by_hand_is_brought_back() {
        base();
        story.revision("bob", "laptop", "deleted", "");
        assertThat(story.applying().revision().text()).isEqualTo(FOUR);
    }

    @Test
    void drift_is_corrected_without_an_answer_of_the_repository() {
        base();
        story.byHand(FIVE).found(new Look.Unreachable("not there"));
        GitStep.Apply apply = story.applying();
        assertThat(apply.cause()).isEqualTo(Cause.DRIFT);
        assertThat(apply.state().hold().orElseThrow().why()).isEqualTo(Why.UNREACHABLE);
    }

    @Test
    void after_a_failure_gits_word_is_what_was_gone_back_to() {
        base();
        story.failed(Optional.of(1));
        story.noted();
        story.byHand(FIVE);
        GitStep.Apply apply = story.applying();

        assertThat(apply.revision().text()).isEqualTo(text(4, "web:0"));
        assertThat(apply.state().applied().orElseThrow().revision()).isEqualTo(2);
        assertThat(apply.state().hold().orElseThrow().why()).isEqualTo(Why.FAILED);
    }

    @Test
    void where_nothing_was_gone_back_to_a_mend_by_hand_stays() {
        base();
        story.failed(Optional.empty());
        story.byHand(FIVE);
        GitState noted = story.noted();

        assertThat(noted.hold().orElseThrow().why()).isEqualTo(Why.FAILED);
        assertThat(noted.drift()).singleElement().matches(drift -> !drift.corrected());
    }

    @Test
    void a_commit_that_only_repeats_what_failed_is_skipped_as_well() {
        base();
        story.failed(Optional.of(1));
        story.head(2, "# a comment\n" + FOUR);
        GitState noted = story.noted();

        assertThat(noted.applied().orElseThrow().commit().id()).isEqualTo(id(2));
        assertThat(noted.hold().orElseThrow().why()).isEqualTo(Why.FAILED);
        assertThat(story.decide()).isEqualTo(new GitStep.Nothing());
    }

    @Test
    void a_new_commit_is_applied_over_a_failure_and_over_a_rollback_by_hand() {
        base();
        story.failed(Optional.of(1));
        story.revision("bob", "laptop", "same as 1", text(4, "web:0"));
        story.head(2, FIVE);
        assertThat(story.applying().revision().text()).isEqualTo(FIVE);
    }

    @Test
    void a_commit_that_says_nothing_new_leaves_a_rollback_by_hand_alone() {
        base();
        story.revision("bob", "laptop", "same as 1", FIVE);
        story.head(2, "# a comment\n" + FOUR);
        GitState noted = story.noted();

        assertThat(noted.applied().orElseThrow().commit().id()).isEqualTo(id(2));
        assertThat(noted.hold().orElseThrow().text())
                .endsWith("the next change in git is applied as usual");
    }

    @Test
    void what_is_pushed_by_force_says_what_it_would_remove_before_anybody_says_yes() {
        base();
        story.head(2, true, Optional.empty(), new Look.Good("web.yml", ONE, new TreeMap<>(),
                GitStory.project(ONE)));
        Hold hold = story.noted().hold().orElseThrow();

        assertThat(hold.why()).isEqualTo(Why.FORCED);
        assertThat(hold.text()).contains("by force; it would remove 3 of 4 instances; orch git");
        assertThat(hold.lines()).containsExactly("web: 3 of 4");
    }

    @Test
    void nothing_is_decided_of_the_repository_before_it_was_looked_at() {
        base();
        story.look = Optional.empty();
        assertThat(story.decide()).isEqualTo(new GitStep.Nothing());
    }

    @Test
    void a_hold_of_the_repository_lasts_until_the_next_leader_has_looked() {
        base();
        story.head(2, ONE);
        GitState held = story.noted();
        story.look = Optional.empty();
        assertThat(story.decide()).isEqualTo(new GitStep.Nothing());
        assertThat(held.hold().orElseThrow().commit()).contains(id(2));
    }

    @Test
    void a_confirmation_of_another_commit_than_the_head_is_dropped() {
        base();
        story.head(2, ONE);
        story.noted();
        story.confirmed(3);
        assertThat(story.decide()).isInstanceOfSatisfying(GitStep.Note.class,
                note -> assertThat(note.spends()).isTrue());
    }

    @Test
    void a_confirmation_for_another_connection_counts_for_nothing() {
        base();
        story.head(2, ONE);
        story.noted();
        story.order = Optional.of(new GitOrder(GitStory.WEB, "s0", 1, "alice", GitStory.NOON,
                Optional.of(new GitOrder.Confirmed(id(2), "alice", GitStory.NOON))));
        assertThat(story.decide()).isEqualTo(new GitStep.Nothing());
    }

    /** Revision 1 was there before; commit 1 became revision 2, and runs. */
    private void base() {
        story.byHand(text(4, "web:0")).applied(1, FOUR);
    }
}
