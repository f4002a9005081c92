package orchestrator.cli.endtoend;

import java.time.Duration;
import java.util.List;

import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.RequiresDocker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The sentence this project began with: five LAMP stacks and two load balancers from one file, on
 * three real engines, and everything that may happen to them.
 */
@RequiresDocker(andRoot = true)
@Timeout(1200)
class LampOnThreeEnginesIT {
    @Test
    void five_lamp_stacks_and_two_balancers_live_through_a_day() throws Exception {
        Steps steps = new Steps("LampOnThreeEnginesIT");
        steps.step("images of the example (made only if missing)", () -> HostCommand.run(
                Duration.ofMinutes(15), List.of(TestCluster.project("stacks/images").toString(),
                        "mariadb", "guestbook", "haproxy")));
        try (TestCluster cluster = steps.step("three engines, three ZooKeepers, two servers, three"
                + " agents",
                () -> TestCluster.start("orch-example/mariadb:1",
                        "orch-example/guestbook:1", "orch-example/haproxy:1"))) {
            LampStory story = new LampStory(cluster);
            try {
                steps.step("apply lamp: 5, haproxy: 2 until all are ready", story::apply);
                steps.step("every request through each balancer answers", story::everyRequest);
                steps.step("an entry is in the database of its copy and in no other",
                        story::entriesStayApart);
                steps.step("a killed Apache is replaced", story::killApache);
                steps.step("lamp: 5 to 3 touches nothing else", story::scaleToThree);
                steps.step("lamp: 3 to 4 touches nothing else", story::scaleToFour);
                steps.step("lamp: 4 to 5, leader and agent killed meanwhile: nothing restarts",
                        story::killLeaderAndAgent);
                steps.step("a lost host: what may move moves, why explains the rest",
                        story::loseHost);
            } catch (Throwable e) {
                cluster.printLogs();
                throw e;
            }
        } finally {
            steps.print();
        }
    }
}
