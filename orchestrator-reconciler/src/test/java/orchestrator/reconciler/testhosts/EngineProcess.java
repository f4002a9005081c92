package orchestrator.reconciler.testhosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The processes of the engine of one host. Containers are processes beside them. */
public final class EngineProcess {
    private static final String ENGINE = "^dockerd ";
    private static final String CONTAINERD = "^containerd --config";
    private static final int ATTEMPTS = 6;

    private final TestHost host;
    private final List<String> command;

    EngineProcess(TestHost host, List<String> command) {
        this.host = host;
        this.command = command;
    }

    /** SIGKILL to dockerd alone. */
    public void kill() {
        assertThat(host.signal("KILL", ENGINE)).isPositive();
        awaitGone(ENGINE);
    }

    /** SIGKILL to containerd alone, which dockerd starts again. */
    public void killContainerd() {
        assertThat(host.signal("KILL", CONTAINERD)).isPositive();
    }

    /** Asks dockerd to end, as a restart of the service does. */
    public void stop() {
        assertThat(host.signal("TERM", ENGINE)).isPositive();
        awaitGone(ENGINE);
    }

    /** It answers nothing any more, and holds every connection. */
    public void freeze() {
        assertThat(host.signal("STOP", ENGINE)).isPositive();
    }

    /** It goes on. */
    public void thaw() {
        assertThat(host.signal("CONT", ENGINE)).isPositive();
    }

    private void awaitGone(String pattern) {
        await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50))
                .until(() -> host.signal("0", pattern) == 0);
    }

    /**
     * Starts dockerd as a service manager does: again and again, until it stays. Returns when it
     * answers.
     */
    public void start(boolean liveRestore) {
        List<String> all = new ArrayList<>(command);
        if (liveRestore) {
            all.add("--live-restore");
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            HostProcess dockerd = host.start("dockerd-again", all);
            await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(200))
                    .until(() -> host.engineAnswers() || !dockerd.isAlive());
            if (dockerd.isAlive()) {
                return;
            }
        }
        throw new IllegalStateException("the engine of host " + host.number()
                + " does not start again");
    }
}
