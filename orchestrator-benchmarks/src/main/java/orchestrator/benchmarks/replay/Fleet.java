package orchestrator.benchmarks.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import orchestrator.core.model.NodeName;

/** Simulated agents that share sessions; a tenth of them can be cut off at once. */
final class Fleet implements AutoCloseable {
    private static final int LOST_SHARE = 10;
    private static final long PATIENCE_SECONDS = 120;

    private final Size size;
    private final Ledger ledger;
    private final Sessions sessions;
    private final Sessions doomed;
    private final List<SimulatedAgent> agents = new ArrayList<>();

    Fleet(String connect, Size size, Ledger ledger) {
        this.size = size;
        this.ledger = ledger;
        this.sessions = new Sessions(connect, size.sessions());
        this.doomed = new Sessions(connect, 1);
        for (int i = 1; i <= size.nodes(); i++) {
            agents.add(new SimulatedAgent(isDoomed(i) ? doomed.of(0) : sessions.of(i),
                    size.node(i), ledger));
        }
    }

    private static boolean isDoomed(int number) {
        return number % LOST_SHARE == 0;
    }

    /** Makes every agent a node of the cluster, with its watch set. */
    void join() {
        CountDownLatch set = new CountDownLatch(agents.size());
        agents.forEach(agent -> agent.watch(set::countDown));
        try {
            if (!set.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(set.getCount() + " watches are not set");
            }
        } catch (InterruptedException e) {
            throw Sessions.interrupted(e);
        }
        for (int session = 0; session < size.sessions(); session++) {
            int number = session;
            Pipeline pipeline = Pipeline.deep(sessions.of(number));
            numbers().filter(i -> !isDoomed(i) && i % size.sessions() == number)
                    .forEach(i -> agents.get(i - 1).join(pipeline));
            pipeline.finish();
        }
        Pipeline pipeline = Pipeline.deep(doomed.of(0));
        numbers().filter(Fleet::isDoomed).forEach(i -> agents.get(i - 1).join(pipeline));
        pipeline.finish();
    }

    private IntStream numbers() {
        return IntStream.rangeClosed(1, agents.size());
    }

    SimulatedAgent agent(int index) {
        return agents.get(Math.floorMod(index, agents.size()));
    }

    /** Ends the session of a tenth of the agents; returns how many those were. */
    int cut() {
        List<NodeName> lost = numbers().filter(Fleet::isDoomed)
                .peek(i -> agents.get(i - 1).cut()).mapToObj(i -> size.node(i).name()).toList();
        doomed.close();
        lost.forEach(ledger::lost);
        return lost.size();
    }

    @Override
    public void close() {
        agents.forEach(SimulatedAgent::cut);
        sessions.close();
        doomed.close();
    }
}
