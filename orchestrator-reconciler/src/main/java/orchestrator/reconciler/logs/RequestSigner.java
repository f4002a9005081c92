package orchestrator.reconciler.logs;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests to agents with HMAC-SHA256, and checks such signatures. */
public final class RequestSigner {
    /** What the key of both ends is derived from the cluster key for. */
    public static final String PURPOSE = "orch logs request v1";
    static final String TIME = "Orch-Time";
    static final String NONCE = "Orch-Nonce";
    static final String SIGNATURE = "Orch-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    /** @param key 32 bytes, derived from the cluster key for {@link #PURPOSE} */
    public RequestSigner(byte[] key) {
        this.key = key.clone();
    }

    /**
     * What is signed.
     *
     * @param target path and query as they stand in the request
     * @param time   seconds since 1970, as text
     */
    record Signed(String method, String target, String time, String nonce) {
        /** No field may hold a line break, so that no two requests share this text. */
        private String text() {
            String text = String.join("\n", method, target, time, nonce);
            if (text.chars().filter(c -> c == '\n').count() != 3) {
                throw new IllegalArgumentException("a request with a line break in it");
            }
            return text;
        }
    }

    String sign(Signed request) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of()
                    .formatHex(mac.doFinal(request.text().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Takes as long for a wrong signature as for a right one. */
    boolean matches(Signed request, String signature) {
        return MessageDigest.isEqual(sign(request).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8));
    }
}
