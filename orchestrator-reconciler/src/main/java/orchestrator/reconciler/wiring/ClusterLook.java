package orchestrator.reconciler.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import orchestrator.core.wire.UnreadableRecordException;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.doctor.ClusterFacts;
import orchestrator.reconciler.doctor.ClusterFacts.Key;
import orchestrator.reconciler.doctor.ClusterFacts.State;
import orchestrator.reconciler.doctor.EnsembleFacts;
import orchestrator.reconciler.doctor.EnsembleFacts.Timing;
import orchestrator.reconciler.doctor.Target;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.secret.ClusterKeyException;
import orchestrator.reconciler.store.ClusterRefusedException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.wiring.ClusterFinder.ClusterAddress;

/** Gathers what is to be known of a cluster, as any command would. */
final class ClusterLook {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Bounded bounded;
    private final Optional<Path> key;

    /** @param key where the cluster key is, or is to be */
    ClusterLook(Bounded bounded, Optional<Path> key) {
        this.bounded = bounded;
        this.key = key;
    }

    /** Empty when the ensemble gives no session: then that is what is wrong. */
    Optional<ClusterFacts> facts(Target.At target, EnsembleFacts ensemble) {
        return ensemble.session().known().map(visit -> new ClusterFacts(target.embedded(),
                ProgramVersion.get(), state(target), key.map(ClusterLook::key), visit.clocks(),
                slowest(ensemble)));
    }

    private State state(Target.At target) {
        return bounded.begin(() -> read(target)).within(PATIENCE, failure -> new State.Unread(
                Optional.ofNullable(failure.getMessage())
                        .orElse("no answer within " + PATIENCE.toSeconds() + "s")));
    }

    private static State read(Target.At target) {
        try (ClusterClient client = ClientConnection.open(
                new ClusterAddress(target.zookeeper(), Optional.empty(), false))) {
            return new State.Read(client.view(), client.events());
        } catch (NoClusterException e) {
            return new State.Missing();
        } catch (ClusterRefusedException | UnreadableRecordException e) {
            return new State.Refused(e.getMessage());
        } catch (StartFailedException e) {
            return e.getCause() instanceof ClusterRefusedException
                    ? new State.Refused(e.getMessage())
                    : new State.Unread(e.getMessage());
        } catch (StoreUnavailableException e) {
            return new State.Unread(e.getMessage());
        }
    }

    private static Key key(Path file) {
        try {
            ClusterKey.read(file);
            return new Key(file.toString(), "");
        } catch (ClusterKeyException e) {
            return new Key(file.toString(), e.getMessage());
        }
    }

    private static Optional<Timing> slowest(EnsembleFacts ensemble) {
        List<Timing> seen = ensemble.servers().stream()
                .flatMap(each -> each.timing().known().stream()).toList();
        return seen.stream().max(Comparator.comparing(Timing::tick));
    }
}
