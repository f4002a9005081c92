package orchestrator.reconciler.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An answer is given again only when nothing can have made it untrue. */
class EngineNewsTest {
    private final EngineNews news = new EngineNews();
    private final Remembered<String> answer = new Remembered<>();

    private void learn() {
        answer.learnt(news.containers(), "web-1 runs");
    }

    @Test
    void nothing_is_believed_while_the_events_are_not_heard() {
        learn();
        assertThat(answer.at(news.containers())).isEmpty();
        assertThat(news.isUntouchedSince("web", news.containers())).isFalse();

        news.listening();
        learn();
        assertThat(answer.at(news.containers())).contains("web-1 runs");
        news.deaf();
        assertThat(answer.at(news.containers())).isEmpty();
    }

    @Test
    void what_happened_while_nobody_listened_is_asked_for_again() {
        news.listening();
        long before = news.containers();
        news.deaf();
        news.listening();

        assertThat(news.isUntouchedSince("web", before)).isFalse();
        assertThat(news.isUntouchedSince("web", news.containers())).isTrue();
    }

    @Test
    void an_answer_stands_for_a_few_looks_and_no_longer() {
        news.listening();
        learn();
        for (int look = 1; look <= 3; look++) {
            assertThat(answer.at(news.containers())).as("look %d", look).isPresent();
        }
        assertThat(answer.at(news.containers())).isEmpty();
        learn();
        assertThat(answer.at(news.containers())).isPresent();
    }

    @Test
    void an_event_makes_one_container_unknown_and_the_list_of_them() {
        news.listening();
        learn();
        long before = news.containers();
        news.touched("web");

        assertThat(answer.at(news.containers())).isEmpty();
        assertThat(news.isUntouchedSince("web", before)).isFalse();
        assertThat(news.isUntouchedSince("db", before)).isTrue();
        assertThat(news.isUntouchedSince("web", news.containers())).isTrue();
        assertThat(news.isUntouched("web")).isFalse();
    }

    @Test
    void what_was_asked_for_during_a_call_does_not_stand_after_it() {
        news.listening();
        AtomicLong within = new AtomicLong();
        String id = news.making(() -> {
            within.set(news.containers());
            return "web";
        });
        assertThat(news.containers()).isGreaterThan(within.get());
        assertThat(news.isUntouched(id)).isTrue();

        news.touching(id, () -> {
            within.set(news.containers());
            return id;
        });
        assertThat(news.isUntouchedSince(id, within.get())).isFalse();
    }

    @Test
    void volumes_are_asked_for_again_when_a_container_with_some_was_made() {
        news.listening();
        long before = news.volumes();
        news.touched("web");
        assertThat(news.volumes()).isEqualTo(before);
        news.making(() -> "web");
        assertThat(news.volumes()).isEqualTo(before);
        news.makingWithVolumes(() -> "db");
        assertThat(news.volumes()).isNotEqualTo(before);
    }
}
