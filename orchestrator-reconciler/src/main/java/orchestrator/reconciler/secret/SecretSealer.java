package orchestrator.reconciler.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;

/**
 * Seals values with AES-256-GCM. Cluster, project, scope, name and version are part of the seal: a
 * sealed value that is copied to another place, or put back after a newer one, does not open there.
 */
public final class SecretSealer {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    /** 18 bytes are 24 characters. */
    private static final int GENERATED_BYTES = 18;

    private final SecretKeySpec key;
    private final RandomBytes random;

    public SecretSealer(ClusterKey key, RandomBytes random) {
        this.key = new SecretKeySpec(key.derive("secrets at rest"), "AES");
        this.random = random;
    }

    /** A value to seal. */
    public record Draft(SecretId id, int version, byte[] plaintext, boolean generated) {}

    /** The value as it may be stored. */
    public SealedSecret seal(ClusterId cluster, Draft draft) {
        byte[] nonce = random.next(NONCE_BYTES);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce,
                    context(cluster, draft.id(), draft.version())).doFinal(draft.plaintext());
            return new SealedSecret(draft.id(), draft.version(), nonce, ciphertext,
                    draft.generated());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /**
     * A sealed value of our own choice: 24 characters that are safe in URLs and on command lines,
     * 144 bits of chance.
     */
    public SealedSecret generate(ClusterId cluster, SecretId id, int version) {
        String text = draw();
        while (text.startsWith("-")) {
            text = draw();
        }
        return seal(cluster,
                new Draft(id, version, text.getBytes(StandardCharsets.US_ASCII), true));
    }

    private String draw() {
        return Base64.getUrlEncoder().encodeToString(random.next(GENERATED_BYTES));
    }

    /**
     * The plaintext.
     *
     * @throws SecretUnreadableException when it was sealed under another key, for another place or
     *                                   version, or changed since
     */
    public byte[] open(ClusterId cluster, SealedSecret sealed) {
        try {
            return cipher(Cipher.DECRYPT_MODE, sealed.nonce(),
                    context(cluster, sealed.id(), sealed.version())).doFinal(sealed.ciphertext());
        } catch (GeneralSecurityException e) {
            throw new SecretUnreadableException(sealed.id(), e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }

    /** None of the pieces can hold a line break. */
    private static byte[] context(ClusterId cluster, SecretId id, int version) {
        return String.join("\n", cluster.value(), id.project().value(), id.scope(),
                id.name().value(), Integer.toString(version)).getBytes(StandardCharsets.UTF_8);
    }
}
