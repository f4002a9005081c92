package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import orchestrator.core.model.Incarnation;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole stacks and balancers: first apply, counts up and down, changes, the end. */
class StackScenarioTest {
    private final SimulatedCluster cluster = new SimulatedCluster(1, 3);

    @BeforeEach
    void start_five_stacks_and_two_balancers() {
        cluster.apply(Declarations.shop(5, 2));
        cluster.awaitReady(12);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void every_apache_starts_after_its_own_mysql_is_ready() {
        List<String> started = cluster.log().since(0, Deed.STARTED).stream()
                .map(entry -> entry.identity().instance().address()).toList();

        for (int copy = 1; copy <= 5; copy++) {
            assertThat(started).containsSubsequence("lamp-" + copy + "/mysql-1",
                    "lamp-" + copy + "/apache-1");
        }
    }

    @Test
    void both_balancers_list_all_five_apaches() {
        cluster.awaitSettled();

        for (String balancer : List.of("haproxy-1", "haproxy-2")) {
            assertThat(cluster.sight().file(balancer, "/etc/haproxy.cfg")).contains(
                    "lamp-1-apache-1", "lamp-2-apache-1", "lamp-3-apache-1", "lamp-4-apache-1",
                    "lamp-5-apache-1");
        }
    }

    @Test
    void scaling_down_and_up_touches_nothing_else() {
        cluster.awaitSettled();
        TreeMap<String, Incarnation> first = cluster.sight().running();

        cluster.apply(Declarations.shop(3, 2));
        cluster.await("3 stacks", () -> cluster.sight().running().size() == 8);
        cluster.awaitSettled();
        assertThat(first).containsAllEntriesOf(cluster.sight().running());
        assertThat(cluster.sight().file("haproxy-1", "/etc/haproxy.cfg"))
                .contains("lamp-3-apache-1").doesNotContain("lamp-4-apache-1");

        cluster.apply(Declarations.shop(4, 2));
        cluster.awaitReady(10);
        cluster.awaitSettled();
        TreeMap<String, Incarnation> last = cluster.sight().running();
        last.keySet().removeIf(address -> address.startsWith("lamp-4/"));
        assertThat(first).containsAllEntriesOf(last);
        assertThat(cluster.sight().file("haproxy-2", "/etc/haproxy.cfg"))
                .contains("lamp-4-apache-1");
    }

    @Test
    void a_balancer_forgets_an_apache_before_it_is_stopped() {
        cluster.awaitSettled();
        int mark = cluster.log().mark();
        List<Boolean> listed = new ArrayList<>();
        cluster.log().listen(entry -> {
            if (entry.deed() == Deed.STOPPED
                    && entry.identity().instance().address().equals("lamp-5/apache-1")) {
                listed.add(cluster.sight().file("haproxy-1", "/etc/haproxy.cfg")
                        .contains("lamp-5-apache-1"));
            }
        });

        cluster.apply(Declarations.shop(4, 2));
        cluster.await("4 stacks", () -> cluster.sight().running().size() == 10);

        assertThat(listed).isNotEmpty().containsOnly(false);
        assertThat(cluster.log().since(mark, Deed.STARTED)).isEmpty();
    }

    @Test
    void a_changed_template_restarts_nothing_that_can_reload() {
        cluster.awaitSettled();
        TreeMap<String, Incarnation> before = cluster.sight().running();

        cluster.apply(Declarations.shop(5, 2), Declarations.TEMPLATE_TEXT + "# changed\n");
        cluster.await("the new file", () -> cluster.sight().file("haproxy-1", "/etc/haproxy.cfg")
                .contains("# changed")
                && cluster.sight().file("haproxy-2", "/etc/haproxy.cfg").contains("# changed"));
        cluster.awaitSettled();

        assertThat(cluster.sight().running()).isEqualTo(before);
        assertThat(cluster.sight().output("haproxy-1")).contains("received SIGHUP");
    }

    @Test
    void a_deleted_project_ends_and_its_data_stays() {
        cluster.delete("shop");
        cluster.await("everything gone", () -> cluster.sight().running().isEmpty());
        cluster.awaitSettled();

        assertThat(cluster.sight().volumes()).isEqualTo(5);
        assertThat(cluster.sight().events()).anyMatch(text -> text.startsWith("shop deleted"));
    }

    @Test
    void a_settled_cluster_stays_as_it_is_for_ten_minutes() {
        cluster.awaitSettled();
        int mark = cluster.log().mark();
        int writes = cluster.ensemble().log().size();

        cluster.pass(Duration.ofMinutes(10));

        assertThat(cluster.log().since(mark)).isEmpty();
        assertThat(cluster.ensemble().log().size()).isEqualTo(writes);
    }
}
