package orchestrator.cli.endtoend;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import orchestrator.reconciler.testhosts.BusyboxImage;
import orchestrator.reconciler.testhosts.RequiresDocker;
import orchestrator.reconciler.testhosts.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One of which two must never run, on real engines: its host is cut off, then cut off while its agent
 * stands still. Whether two ran is asked of the engines' own events.
 */
@RequiresDocker(andRoot = true)
@Timeout(600)
class LeaseOnThreeEnginesIT {
    private static final Duration MOMENT = Duration.ofSeconds(90);
    private static final String LEDGER = "ledger-1";
    /** It ignores the request to stop, so that only a kill ends it. */
    private static final String FILE = """
            project: bank
            services:
              ledger:
                image: orch-test/ledger:1
                command: [sh, -c, "trap '' TERM; echo token $ORCH_FENCING_TOKEN; \
            while true; do sleep 1; done"]
                exclusive: lease
            run:
              ledger: 1
            """;

    @Test
    void two_never_run_whatever_happens_to_its_host() throws Exception {
        Steps steps = new Steps("LeaseOnThreeEnginesIT");
        try (TestCluster cluster = steps.step("three engines, three ZooKeepers, two servers, three"
                + " agents", () -> TestCluster.start())) {
            Story story = new Story(cluster, Lives.now());
            try {
                steps.step("apply: it runs, under a lease", story::apply);
                steps.step("its host is cut off: it runs elsewhere", () -> story.lose(false));
                steps.step("cut off, its agent frozen too: it runs elsewhere",
                        () -> story.lose(true));
            } catch (Throwable e) {
                cluster.printLogs();
                throw e;
            }
        } finally {
            steps.print();
        }
    }

    private record Story(TestCluster cluster, String began) {
        void apply() {
            cluster.hosts().hosts().forEach(
                    host -> BusyboxImage.importInto(host.engine(), "orch-test/ledger:1"));
            Path file = cluster.hosts().directory().resolve("bank.yml");
            TestCluster.write(file, FILE);
            cluster.orchDoes(MOMENT, "apply", "-f", file.toString(), "--yes");
            await().atMost(MOMENT).pollInterval(500, MILLISECONDS).until(() -> runs(0));
            assertThat(cluster.orchDoes(MOMENT, "logs", "-p", "bank", LEDGER))
                    .containsPattern("token \\d+\\.\\d+");
        }

        private Lives lives() {
            return Lives.of(LEDGER, began, cluster.hosts().hosts());
        }

        private boolean runs(int notOn) {
            Lives lives = lives();
            return !lives.all().isEmpty() && lives.last().end() == 0
                    && lives.last().host() != notOn;
        }

        void lose(boolean frozen) {
            TestHost home = cluster.host(lives().last().host());
            boolean leads = cluster.leader() == home.number();
            String since = Lives.now();
            home.cut();
            if (frozen) {
                cluster.agent(home.number()).freeze();
            }
            await().atMost(60, SECONDS).pollInterval(500, MILLISECONDS)
                    .until(() -> runs(home.number()));
            Lives there = lives();
            tell((frozen ? ", agent frozen" : "") + (leads ? ", the leader on it" : ""),
                    there.secondsUntilLast(since), there.overlapMillis());
            assertThat(there.overlapMillis()).isZero();
            assertThat(there.secondsUntilLast(since)).isLessThan(30);
            if (frozen) {
                cluster.agent(home.number()).thaw();
            }
            home.mend();
            await().atMost(MOMENT).until(() -> home.docker("ps", "-aq", "--filter",
                    "label=orch.instance=" + LEDGER).isBlank());
            assertThat(lives().overlapMillis()).isZero();
        }

        private static void tell(String more, double seconds, double overlap) {
            System.out.printf(Locale.ROOT, "[lease] host cut off%s: runs elsewhere after %.1f s,"
                    + " overlap %.0f ms%n", more, seconds, overlap);
        }
    }
}
