package orchestrator.reconciler.simulation.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoreWrite.Create;
import orchestrator.reconciler.store.StoreWrite.Update;
import org.junit.jupiter.api.AfterEach;

/** Three simulated servers, and what every test of them does. */
abstract class EnsembleFixture {
    final SimulatedTimeline timeline = new SimulatedTimeline(7);
    final SimulatedEnsemble ensemble = new SimulatedEnsemble(timeline, 3);
    final ClusterStore truth = ensemble.witness("truth");

    @AfterEach
    void end_the_simulation() {
        timeline.close();
    }

    /** A client with a process of its own. */
    StoreInTime client(String name) {
        return new StoreInTime(timeline,
                new SimulatedClusterStore(timeline, ensemble, timeline.process(name)));
    }

    /** A client that is connected to that server. */
    StoreInTime clientAt(String name, int server) {
        return new StoreInTime(timeline, new SimulatedClusterStore(timeline, ensemble,
                timeline.process(name), server));
    }

    /** One that tells its caller of every loss. */
    StoreInTime impatient(String name) {
        StoreInTime store = client(name);
        store.client().patience(Duration.ZERO);
        return store;
    }

    /** What a server tells, asked once, without the care our adapter takes of a new session. */
    String readPlainly(StoreInTime store, String path) {
        return store.within(() -> {
            try {
                return store.client().servers().read(path)
                        .map(each -> new String(each.data(), UTF_8)).orElse("nothing");
            } catch (Exception e) {
                return "no answer";
            }
        });
    }

    String read(ClusterStore store, String path) {
        return store.read(path).map(each -> new String(each.data(), UTF_8)).orElse("nothing");
    }

    /** The fate of the next commit; those after it are answered again. */
    void nextCommit(Fates.OfCommit fate) {
        timeline.fates(new Fates() {
            @Override
            public OfCommit commit(Call call, List<StoreWrite> writes) {
                timeline.fates(Fates.KIND);
                return fate;
            }
        });
    }

    /** True when the store is unavailable for that call. */
    static boolean isUnanswered(Supplier<?> call) {
        try {
            call.get();
            return false;
        } catch (StoreUnavailableException e) {
            return true;
        }
    }

    static boolean isUnanswered(Runnable call) {
        return isUnanswered(() -> {
            call.run();
            return true;
        });
    }

    void until(BooleanSupplier condition) {
        timeline.runUntil(condition, Duration.ofSeconds(30));
    }

    void pass(long millis) {
        timeline.advance(Duration.ofMillis(millis));
    }

    static Create create(String path, String data) {
        return new Create(path, data.getBytes(UTF_8), false);
    }

    static Create ephemeral(String path) {
        return new Create(path, new byte[0], true);
    }

    static Update update(String path, String data, int version) {
        return new Update(path, data.getBytes(UTF_8), version);
    }

    static void commit(ClusterStore store, StoreWrite... writes) {
        store.commit(List.of(writes));
    }
}
