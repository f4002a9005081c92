package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import orchestrator.core.model.Incarnation;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import orchestrator.reconciler.simulation.ContainerLog.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Containers and agents that end by themselves. */
class CrashScenarioTest {
    private final SimulatedCluster cluster = new SimulatedCluster(2, 3);

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void a_killed_container_is_replaced_and_its_exit_code_is_told() {
        cluster.apply(Declarations.web(3, "web:1"));
        cluster.awaitReady(3);
        cluster.killContainer("web-2");
        cluster.awaitReady(3);

        assertThat(cluster.sight().running()).containsOnlyKeys("web-1", "web-2", "web-3");
        assertThat(cluster.sight().events()).anyMatch(
                text -> text.startsWith("web-2 ") && text.contains("137"));
    }

    @Test
    void a_crash_loop_backs_off_further_and_further_and_harms_nobody_else() {
        cluster.apply(Declarations.web(2, "web:1"));
        cluster.awaitReady(2);
        cluster.awaitSettled();
        int mark = cluster.log().mark();
        cluster.log().listen(entry -> {
            if (entry.deed() == Deed.STARTED) {
                cluster.timeline().after(Duration.ofMillis(300),
                        () -> cluster.killContainer("web-1"));
            }
        });
        cluster.killContainer("web-1");
        cluster.pass(Duration.ofMinutes(5));

        List<Instant> starts = cluster.log().since(mark, Deed.STARTED).stream()
                .map(Entry::at).toList();
        assertThat(starts.size()).isBetween(3, 40);
        Duration first = Duration.between(starts.get(0), starts.get(1));
        Duration last = Duration.between(starts.get(starts.size() - 2), starts.getLast());
        assertThat(last).isGreaterThan(first.multipliedBy(3));
        assertThat(cluster.log().since(mark)).allMatch(
                entry -> entry.identity().instance().address().equals("web-1"));
    }

    @Test
    void a_restarted_agent_restarts_no_container() {
        cluster.apply(Declarations.shop(2, 1));
        cluster.awaitReady(5);
        cluster.awaitSettled();
        TreeMap<String, Incarnation> before = cluster.sight().running();
        int mark = cluster.log().mark();

        cluster.nodeNames().forEach(cluster::restartAgent);
        cluster.pass(Duration.ofSeconds(40));

        assertThat(cluster.log().since(mark)).isEmpty();
        assertThat(cluster.sight().running()).isEqualTo(before);
        assertThat(cluster.sight().readyCount()).isEqualTo(5);
    }

    @Test
    void an_agent_killed_at_any_moment_of_the_first_start_leaves_one_container_each() {
        for (int i = 0; i < 10; i++) {
            cluster.apply(Declarations.web(3 + i, "web:1"));
            cluster.pass(Duration.ofMillis(37L * i));
            cluster.nodeNames().forEach(cluster::restartAgent);
        }
        cluster.awaitReady(12);

        assertThat(cluster.sight().containers().count()).isEqualTo(12);
    }

    @Test
    void a_changed_image_rolls_one_at_a_time() {
        cluster.apply(Declarations.web(4, "web:1"));
        cluster.awaitReady(4);
        cluster.awaitSettled();
        List<Integer> ready = cluster.sample(() -> cluster.sight().readyCount());

        cluster.apply(Declarations.web(4, "web:2"));
        cluster.await("web:2 everywhere", () -> cluster.sight().images().equals(List.of("web:2")));
        cluster.awaitReady(4);

        assertThat(ready).allMatch(count -> count >= 3);
    }

    @Test
    void a_new_copy_that_never_gets_ready_stops_the_roll() {
        cluster.apply(Declarations.web(4, "web:1"));
        cluster.awaitReady(4);
        cluster.awaitSettled();
        cluster.log().listen(entry -> cluster.sight().containers()
                .filter(each -> each.image().equals("web:broken"))
                .forEach(each -> each.node().hands().failChecks(
                        each.container().identity().instance(), true)));
        List<Integer> ready = cluster.sample(() -> cluster.sight().readyCount());

        cluster.apply(Declarations.web(4, "web:broken"));
        cluster.pass(Duration.ofMinutes(3));

        assertThat(ready).allMatch(count -> count >= 3);
        assertThat(
                cluster.sight().containers().filter(each -> each.image().equals("web:1")).count())
                .isGreaterThanOrEqualTo(3);
    }
}
