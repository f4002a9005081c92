package orchestrator.reconciler.runtime;

import java.time.Duration;
import java.util.Optional;

/**
 * Whoever ends the containers of a {@link LeaseGroup} when the lease of its node runs out, also when
 * the agent, the engine and the store are gone. It knows deadlines and processes, nothing else. Every
 * call but {@link #clock} may block for a second or two and throws {@link FencerException} when the
 * fencer cannot be reached.
 */
public interface Fencer {
    /**
     * The machine's clock since it was booted, which goes on while the machine sleeps. Every deadline
     * is by this clock.
     */
    Duration clock();

    /** Names this fencer and its machine, from one boot to the next. */
    String machine();

    /** What the group was last permitted since the machine was booted, by whichever agent. */
    Optional<Duration> permitted(LeaseGroup group);

    /** Looks how the fencer does, and starts it where it does not run. */
    Sight watch(LeaseGroup group);

    /** Lets the group run until that moment. Returns once the fencer has taken it in. */
    void permit(LeaseGroup group, Duration deadline);

    /** Says that the group is empty and stays so: the fencer is not needed any more. */
    void release(LeaseGroup group);

    /**
     * How the fencer does.
     *
     * @param trouble   why deadlines might not be obeyed; empty when they are
     * @param processes how many processes of the group it sees
     */
    record Sight(Optional<String> trouble, int processes) {}
}
