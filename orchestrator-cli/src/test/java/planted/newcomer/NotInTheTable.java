package planted.newcomer;

import planted.core.model.HasState;

/** Violates A2: its package has no row in the table. */
public final class NotInTheTable {
    String text(HasState other) {
        return other.toString();
    }
}
