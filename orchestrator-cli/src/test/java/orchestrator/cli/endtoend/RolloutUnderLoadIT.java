package orchestrator.cli.endtoend;

import java.time.Duration;
import java.util.List;

import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.RequiresDocker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes to the example on three real engines while visitors ask all the time: nobody notices. */
@RequiresDocker(andRoot = true)
@Timeout(1200)
class RolloutUnderLoadIT {
    private static final int REQUESTS_PER_SECOND = 100;

    @Test
    void no_request_fails_whatever_is_changed() throws Exception {
        Steps steps = new Steps("RolloutUnderLoadIT");
        steps.step("images, made only if missing, and two later editions", () -> {
            HostCommand.run(Duration.ofMinutes(15), List.of(TestCluster.project("stacks/images")
                    .toString(), "mariadb", "guestbook", "haproxy"));
            GuestbookImages.build();
        });
        try (TestCluster cluster = steps.step("three engines, three ZooKeepers, two servers, three"
                + " agents",
                () -> TestCluster.start("orch-example/mariadb:1", "orch-example/haproxy:1",
                        GuestbookImages.FIRST, GuestbookImages.SECOND, GuestbookImages.BROKEN))) {
            try {
                underLoad(steps, cluster);
            } catch (Throwable e) {
                cluster.printLogs();
                throw e;
            }
        } finally {
            GuestbookImages.remove();
            steps.print();
        }
    }

    private static void underLoad(Steps steps, TestCluster cluster) throws Exception {
        EngineEvents events = EngineEvents.of(RolloutStory.PROJECT, cluster.hosts().hosts());
        RolloutStory story = new RolloutStory(cluster, events);
        steps.step("apply lamp: 5, haproxy: 2 until all are ready", story::start);
        try (Load load = Load.start(cluster.hosts(), REQUESTS_PER_SECOND, story.balancers())) {
            LoadTable table = new LoadTable(load, events);
            try {
                table.step("nothing changes", () -> {});
                table.step("web image updated, start-first", story::updateWeb);
                table.step("balancers updated, stop-first", story::updateBalancers);
                table.step("balancer config reloaded", story::reloadConfig);
                table.step("lamp: 5 to 3", story::scaleToThree);
                table.step("lamp: 3 to 5", story::scaleToFive);
                drain(story, load, table);
                table.step("a broken web image, rolled back", story::applyBroken);
            } finally {
                table.print();
            }
            table.assertNoneFailed();
        }
    }

    private static void drain(RolloutStory story, Load load, LoadTable table) throws Exception {
        int[] drained = {0};
        table.step("a node drained", () -> drained[0] = story.drain());
        load.ask(story.balancers());
        table.step("the node works again", () -> story.undrain(drained[0]));
    }
}
