package orchestrator.reconciler.wiring;

import java.security.SecureRandom;

import orchestrator.reconciler.secret.RandomBytes;

/** Where every process takes its chance from. */
final class Chance {
    private static final SecureRandom SOURCE = new SecureRandom();
    static final RandomBytes BYTES = length -> {
        byte[] bytes = new byte[length];
        SOURCE.nextBytes(bytes);
        return bytes;
    };

    private Chance() {}
}
