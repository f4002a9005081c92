package orchestrator.cli.render;

import orchestrator.core.model.Phase;

/** What a part of a line is, for terminals with colour. Never the only bearer of a meaning. */
public enum Tone {
    PLAIN, STRONG, GOOD, MOVING, BAD, DIM;

    /** The tone of a phase. */
    public static Tone of(Phase phase) {
        return switch (phase) {
            case READY -> GOOD;
            case WAITING, PULLING, STARTING, STOPPING -> MOVING;
            case UNHEALTHY, CRASHED, LOST -> BAD;
        };
    }
}
