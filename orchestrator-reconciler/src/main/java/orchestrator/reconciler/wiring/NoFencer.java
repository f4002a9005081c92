package orchestrator.reconciler.wiring;

import java.time.Duration;
import java.util.Optional;
import orchestrator.reconciler.runtime.Fencer;
import orchestrator.reconciler.runtime.LeaseGroup;

/** Where nobody can end containers in time, nothing is begun that would have to. */
record NoFencer(String why) implements Fencer {
    @Override
    public Duration clock() {
        return Duration.ZERO;
    }

    @Override
    public String machine() {
        return "";
    }

    @Override
    public Optional<Duration> permitted(LeaseGroup group) {
        return Optional.empty();
    }

    @Override
    public Sight watch(LeaseGroup group) {
        return new Sight(Optional.of("there is no fencer here, which would end it in time: " + why),
                0);
    }

    @Override
    public void permit(LeaseGroup group, Duration deadline) {
        throw new IllegalStateException("nothing may be permitted without a fencer");
    }

    @Override
    public void release(LeaseGroup group) {
        // Nothing was permitted.
    }
}
