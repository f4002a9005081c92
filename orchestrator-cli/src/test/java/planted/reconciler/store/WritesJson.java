package planted.reconciler.store;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Violates A5. */
public final class WritesJson {
    Object mapper() {
        return new ObjectMapper();
    }
}
