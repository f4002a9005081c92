package planted.core.plan;

import java.util.Set;

/** Violates A8: on a JDK of today the order differs from run to run. */
public final class IteratesAnyhow {
    Set<String> names() {
        return Set.of("one", "two");
    }
}
