package orchestrator.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.GitState;
import orchestrator.core.model.GitState.Hold;
import orchestrator.core.model.GitState.Hold.Why;
import orchestrator.core.model.Revision;
import org.junit.jupiter.api.Test;

class GitMatchTest {
    private static final String ONE = GitStory.text(1, "web:1");
    private static final String TWO = GitStory.text(2, "web:1");

    private final GitStory story = new GitStory().applied(1, ONE);

    @Test
    void matches_when_what_was_seen_is_applied_and_still_current() {
        GitMatch match = match(revision(1, "carol", ONE), Optional.empty());
        assertThat(match.matches()).isTrue();
        assertThat(match.text()).isEqualTo("matches git main@a000000");
        assertThat(match(revision(3, "bob", ONE), Optional.empty()).matches()).isTrue();
    }

    @Test
    void says_whose_revision_is_another_one() {
        GitMatch match = match(revision(2, "bob", TWO), Optional.empty());
        assertThat(match.matches()).isFalse();
        assertThat(match.text()).isEqualTo(
                "not what git main@a000000 says: revision 2 of bob is another one");
    }

    @Test
    void says_why_a_commit_waits() {
        Hold hold = new Hold(Why.BRAKE, "it would remove 3 of 4 instances", List.of(),
                Optional.of(GitStory.id(2)), GitStory.NOON);
        GitMatch match = match(revision(2, "(auto)", TWO), Optional.of(hold));
        assertThat(match.text()).isEqualTo(
                "not what git main@a000000 says: it would remove 3 of 4 instances");
    }

    @Test
    void says_that_nobody_has_looked_yet() {
        GitMatch match = GitMatch.of(story.source, Optional.empty(), Optional.empty(),
                Optional.empty());
        assertThat(match.text()).isEqualTo("follows git main, which was not looked at yet");
    }

    private GitMatch match(Revision current, Optional<Hold> hold) {
        GitState is = story.state;
        GitState held = new GitState(is.project(), is.source(), is.seen(), is.applied(), hold,
                is.drift(), is.told(), is.order());
        return GitMatch.of(story.source, Optional.of(held), Optional.of(current),
                Optional.of(revision(1, "carol", ONE)));
    }

    private static Revision revision(int number, String who, String text) {
        return new Revision(GitStory.WEB, number, who, GitStory.NOON, "git a000000", "a change",
                "web.yml", text, new TreeMap<>(), false);
    }
}
