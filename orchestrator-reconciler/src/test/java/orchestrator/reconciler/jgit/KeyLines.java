package orchestrator.reconciler.jgit;

import java.security.PublicKey;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** A public key as it is written in a line. */
final class KeyLines {
    private KeyLines() {}

    static String of(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }
}
