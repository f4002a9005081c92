package orchestrator.reconciler.zookeeper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.simulation.zookeeper.Replica;
import orchestrator.reconciler.simulation.zookeeper.SimulatedClusterStore;
import orchestrator.reconciler.simulation.zookeeper.SimulatedEnsemble;
import orchestrator.reconciler.simulation.zookeeper.StoreInTime;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.StoreWrite;

/** The model, which settles at once. */
final class ModelStage implements FidelityStage {
    private static final Duration SETTLED = Duration.ofMillis(20);
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final SimulatedTimeline timeline;
    private final SimulatedEnsemble ensemble;
    private final FidelityScript script;
    private final List<StoreInTime> clients = new ArrayList<>();
    private final List<List<String>> hints = new ArrayList<>();
    private int opened;

    ModelStage(FidelityScript script) {
        this.script = script;
        this.timeline = new SimulatedTimeline(script.seed());
        this.ensemble = new SimulatedEnsemble(timeline, 3);
        for (int client = 0; client < FidelityScript.CLIENTS; client++) {
            hints.add(new ArrayList<>());
            clients.add(open(client));
        }
        settle();
    }

    private StoreInTime open(int client) {
        StoreInTime store = new StoreInTime(timeline, new SimulatedClusterStore(timeline, ensemble,
                timeline.process("client-" + client + "-" + opened++)));
        store.watch(script.watched().get(client), hints.get(client)::add);
        return store;
    }

    @Override
    public String play(FidelityStep step) {
        String answer = FidelityStage.super.play(step);
        settle();
        return answer;
    }

    private void settle() {
        timeline.advance(SETTLED);
        until(() -> clients.stream().allMatch(each -> each.session().isConnected()));
        timeline.advance(SETTLED);
    }

    private void until(BooleanSupplier condition) {
        timeline.runUntil(condition, BOUND);
    }

    @Override
    public ClusterStore client(int number) {
        return clients.get(number);
    }

    @Override
    public List<String> hints(int client) {
        return List.copyOf(hints.get(client));
    }

    @Override
    public void cut(int client) {
        clients.get(client).client().link().cut();
        timeline.advance(SETTLED);
        clients.get(client).client().link().heal();
    }

    @Override
    public void expire(int client) {
        ensemble.expire(clients.get(client).session().id());
        timeline.advance(SETTLED);
    }

    @Override
    public void reopen(int client) {
        clients.get(client).close();
        timeline.advance(SETTLED);
        clients.set(client, open(client));
    }

    /** Without faults no server of the model lags. */
    @Override
    public void catchUp(int client) {}

    @Override
    public void killLeader() {
        Replica leader = ensemble.leader().orElseThrow();
        leader.kill();
        until(ensemble::works);
        leader.start();
    }

    @Override
    public void commitUnheard(int client, List<StoreWrite> writes, boolean arrives) {
        clients.get(client).client().setNextCommit(arrives
                ? Fates.OfCommit.REPLY_LOST
                : Fates.OfCommit.REQUEST_LOST);
        clients.get(client).commit(writes);
    }

    @Override
    public void close() {
        timeline.close();
    }
}
