package orchestrator.reconciler.simulation;

import orchestrator.reconciler.loop.Timeline;

/** Something that becomes due at a time, in nanoseconds since the start. */
final class Event implements Comparable<Event>, Timeline.Cancellation {
    private final long at;
    private final long tie;
    private final long sequence;
    private final Kind kind;
    private final SimulatedProcess process;
    private final Runnable step;
    private boolean cancelled;

    /** How it stands to the turns of its process. */
    enum Kind {
        /** Waits until the turn before it has ended. */
        TURN,
        /** Begins beside the turns. */
        JOB,
        /** Goes on with what paused. */
        RESUME
    }

    Event(long at, long tie, long sequence, Kind kind, SimulatedProcess process, Runnable step) {
        this.at = at;
        this.tie = tie;
        this.sequence = sequence;
        this.kind = kind;
        this.process = process;
        this.step = step;
    }

    long at() {
        return at;
    }

    Kind kind() {
        return kind;
    }

    SimulatedProcess process() {
        return process;
    }

    void happen() {
        if (!cancelled) {
            step.run();
        }
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Takes it back unless it has begun; also while it waits for its turn. */
    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public int compareTo(Event other) {
        int byTime = Long.compare(at, other.at);
        int byTie = byTime != 0 ? byTime : Long.compare(tie, other.tie);
        return byTie != 0 ? byTie : Long.compare(sequence, other.sequence);
    }
}
