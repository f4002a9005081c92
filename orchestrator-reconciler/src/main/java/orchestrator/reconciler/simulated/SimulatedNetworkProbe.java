package orchestrator.reconciler.simulated;

import java.time.Duration;
import orchestrator.reconciler.runtime.NetworkProbe;

/** Passes when a running pretended container that is not made to fail holds the port. */
public final class SimulatedNetworkProbe implements NetworkProbe {
    private static final Duration ANSWER = Duration.ofMillis(5);

    private final SimulatedEngine engine;
    private final Delay delay;

    SimulatedNetworkProbe(SimulatedEngine engine, Delay delay) {
        this.engine = engine;
        this.delay = delay;
    }

    @Override
    public Answer http(String host, int port, String path, Duration timeout) {
        Answer good = engine.checks().isUnknown(path)
                ? new Answer(false, "404")
                : new Answer(true, "200");
        return ask(host, port, good, new Answer(false, "500"));
    }

    @Override
    public Answer tcp(String host, int port, Duration timeout) {
        return ask(host, port, new Answer(true, "connected"),
                new Answer(false, "connection reset"));
    }

    private Answer ask(String host, int port, Answer good, Answer bad) {
        delay.pass(ANSWER);
        if (engine.anyContainer(each -> each.listensOn(host, port)
                && !engine.checks().isFailing(each.request()))) {
            return good;
        }
        boolean listens = engine.anyContainer(each -> each.listensOn(host, port));
        return listens ? bad : new Answer(false, "connection refused");
    }
}
