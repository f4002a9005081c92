package orchestrator.reconciler.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoubtNotesTest {
    private static final StoreLook SEEN = new StoreLook.Seen(held(1), null, null);
    private static final StoreLook AWAY = new StoreLook.Doubt("no answer", Optional.empty());

    private final DoubtNotes notes = new DoubtNotes();

    private static StoreLook.Held held(long session) {
        return new StoreLook.Held(session, 0, Optional.empty());
    }

    @Test
    void the_beginning_and_the_end_of_a_doubt_are_told_once_each() {
        assertThat(notes.of(SEEN)).isEmpty();
        assertThat(notes.of(AWAY)).contains("nothing is stopped or newly begun: no answer");
        assertThat(notes.of(AWAY)).isEmpty();
        assertThat(notes.of(new StoreLook.Doubt("no answer", Optional.of(held(2))))).isEmpty();
        assertThat(notes.of(SEEN)).contains("the cluster store answers and is trusted again; all"
                + " goes on as assigned");
        assertThat(notes.of(SEEN)).isEmpty();
    }

    @Test
    void another_doubt_is_told_and_ends_nothing() {
        notes.of(AWAY);
        assertThat(notes.of(new StoreLook.Waiting("another agent is there")))
                .contains("nothing is done: another agent is there");
        assertThat(notes.of(new StoreLook.Taken())).isEmpty();
    }
}
