package planted.core.plan;

import java.time.Instant;

/** Violates A7. */
public final class AsksTheClock {
    Instant time() {
        return Instant.now();
    }
}
