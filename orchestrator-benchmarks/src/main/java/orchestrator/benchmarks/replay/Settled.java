package orchestrator.benchmarks.replay;

import java.util.Optional;
import orchestrator.benchmarks.table.Options;

/** A cluster in which everything runs that should, for runs that then do something to it. */
final class Settled implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 600;

    private final Stage stage;
    private final Size size;
    private final Ledger ledger = new Ledger(true);
    private final Child server;
    private final Fleet fleet;
    private final int patience;

    /** @throws IllegalStateException when it is not settled in time */
    Settled(Stage stage, Options options) {
        this.stage = stage;
        this.size = Size.of(options);
        this.patience = options.number("patience", PATIENCE_SECONDS);
        this.server = stage.startServer();
        this.fleet = new Fleet(stage.connect(), size, ledger);
        Optional<RuntimeException> failure = begin();
        if (failure.isPresent()) {
            fleet.close();
            throw failure.get();
        }
    }

    private Optional<RuntimeException> begin() {
        try {
            fleet.join();
            stage.applyAll(size);
            await(size.instances());
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    /** Waits until so many instances are acknowledged. */
    void await(long instances) {
        if (!ledger.await(instances, patience)) {
            throw new IllegalStateException(ledger.count().instances() + " of " + instances
                    + " instances are acknowledged after " + patience + " s");
        }
    }

    Stage stage() {
        return stage;
    }

    Size size() {
        return size;
    }

    Ledger ledger() {
        return ledger;
    }

    Fleet fleet() {
        return fleet;
    }

    Child server() {
        return server;
    }

    int patience() {
        return patience;
    }

    @Override
    public void close() {
        fleet.close();
    }
}
