package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import orchestrator.reconciler.loop.Timeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SystemTimelineTest {
    private final SystemTimeline timeline = new SystemTimeline("test");

    @AfterEach
    void close() {
        timeline.close();
    }

    @Test
    void runs_steps_one_at_a_time_and_in_order() throws InterruptedException {
        List<Integer> seen = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) {
            int number = i;
            timeline.run(() -> {
                seen.add(number);
                done.countDown();
            });
        }
        done.await();
        assertThat(seen).hasSize(1000).isSorted();
    }

    @Test
    void asks_of_each_on_all_processors_and_answers_in_their_order() {
        List<Integer> all = IntStream.range(0, 1000).boxed().toList();

        assertThat(timeline.each(all, number -> -number))
                .isEqualTo(all.stream().map(number -> -number).toList());
        assertThatThrownBy(() -> timeline.each(all, number -> 1 / (number - 999)))
                .isInstanceOf(ArithmeticException.class);
        timeline.close();
        assertThat(timeline.each(all, number -> number)).isEqualTo(all);
    }

    @Test
    void goes_on_after_a_step_that_fails() throws InterruptedException {
        CountDownLatch later = new CountDownLatch(1);
        timeline.run(() -> {
            throw new IllegalStateException("planted");
        });
        timeline.run(later::countDown);
        later.await();
    }

    @Test
    void hands_an_answer_back_in_turn_whatever_the_question_throws() throws InterruptedException {
        List<String> told = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(3);
        Consumer<String> note = answer -> {
            told.add(answer);
            done.countDown();
        };
        timeline.ask(() -> "asked", Throwable::getMessage, note);
        timeline.ask(() -> {
            throw new IllegalStateException("an exception");
        }, Throwable::getMessage, note);
        timeline.ask(() -> {
            throw new LinkageError("an error");
        }, Throwable::getMessage, note);
        done.await();
        assertThat(told).containsExactlyInAnyOrder("asked", "an exception", "an error");
    }

    @Test
    void keeps_running_turns_while_a_job_blocks() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        timeline.work(() -> {
            await(release);
            timeline.run(finished::countDown);
        });
        timeline.run(release::countDown);
        finished.await();
    }

    @Test
    void waits_out_a_delay_and_its_clock_agrees() throws InterruptedException {
        Instant before = timeline.now();
        CountDownLatch done = new CountDownLatch(1);
        timeline.after(Duration.ofMillis(30), done::countDown);
        done.await();
        assertThat(Duration.between(before, timeline.now())).isGreaterThanOrEqualTo(
                Duration.ofMillis(30));
    }

    @Test
    void runs_nothing_that_was_cancelled() throws InterruptedException {
        AtomicBoolean ran = new AtomicBoolean();
        CountDownLatch later = new CountDownLatch(1);
        Timeline.Cancellation cancellation = timeline.after(Duration.ofMillis(10),
                () -> ran.set(true));
        cancellation.cancel();
        timeline.after(Duration.ofMillis(40), later::countDown);
        later.await();
        assertThat(ran).isFalse();
    }

    @Test
    void begins_nothing_after_it_was_closed() {
        AtomicBoolean ran = new AtomicBoolean();
        timeline.after(Duration.ofMillis(1), () -> ran.set(true));
        timeline.close();
        ran.set(false);
        timeline.run(() -> ran.set(true));
        timeline.work(() -> ran.set(true));
        timeline.after(Duration.ZERO, () -> ran.set(true));
        assertThat(ran).isFalse();
    }

    @Test
    void closing_interrupts_a_job_that_hangs() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        timeline.work(() -> {
            started.countDown();
            try {
                TimeUnit.MINUTES.sleep(1);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        started.await();
        timeline.close();
        interrupted.await();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
