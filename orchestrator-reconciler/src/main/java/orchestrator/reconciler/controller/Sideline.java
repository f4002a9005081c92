package orchestrator.reconciler.controller;

/**
 * What a leader does beside its turns, on the same timeline. Told in turn when a term begins and
 * when it is over; what it believed in one term must not outlive it.
 */
public interface Sideline {
    /** A term has begun. */
    void begin(Office office);

    /** The term is over; nothing more can be written in it. */
    void end();
}
