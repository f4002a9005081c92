package orchestrator.reconciler.jgit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.git.Head.Signature;
import orchestrator.reconciler.git.Head.Signature.Verdict;
import orchestrator.reconciler.jgit.AllowedSigners.Signer;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Signatures as {@code ssh-keygen -Y sign} makes them (OpenSSH's PROTOCOL.sshsig). */
final class SshSignatures {
    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> ALGORITHMS = List.of("ssh-ed25519", "rsa-sha2-256",
            "rsa-sha2-512", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com");

    private final List<Signer> signers;
    private final InstantSource clock;

    SshSignatures(List<Signer> signers, InstantSource clock) {
        this.signers = signers;
        this.clock = clock;
    }

    /** What is in a signature. */
    private record Parts(byte[] key, String namespace, byte[] reserved, String hash,
            byte[] signature) {}

    Signature judge(Commit commit, String armoured) {
        Parts parts;
        try {
            parts = parts(armoured);
        } catch (RuntimeException e) {
            return bad("the signature of the commit cannot be read");
        }
        if (!parts.namespace().equals("git")) {
            return bad("the signature was made for something else than git");
        }
        List<Signer> listed = signers.stream().filter(signer -> isKey(signer, parts.key()))
                .toList();
        if (listed.isEmpty()) {
            return new Signature(Verdict.UNKNOWN_KEY, "the commit is signed by "
                    + fingerprint(parts.key()) + ", which is not a trusted key");
        }
        if (!isValid(parts, commit.signed())) {
            return bad("the signature is not of this commit");
        }
        return listed.stream().map(signer -> judge(signer, commit.committed(), parts))
                .sorted((one, other) -> Boolean.compare(other.isEnough(), one.isEnough()))
                .findFirst().orElseThrow();
    }

    /** Both clocks count: whoever has an expired key can write any date into a commit. */
    private Signature judge(Signer signer, Instant committed, Parts parts) {
        String key = fingerprint(parts.key()) + " of " + Text.shown(signer.who());
        if (signer.wrong().isPresent()) {
            return new Signature(Verdict.UNKNOWN_KEY,
                    "the commit is signed by " + key + ", but " + signer.wrong().get());
        }
        for (Instant each : List.of(committed, clock.instant())) {
            if (signer.before().filter(end -> !each.isBefore(end)).isPresent()) {
                return new Signature(Verdict.EXPIRED,
                        "the key " + key + " was valid before " + signer.before().get());
            }
            if (signer.after().filter(each::isBefore).isPresent()) {
                return new Signature(Verdict.EXPIRED,
                        "the key " + key + " is valid after " + signer.after().get());
            }
        }
        return new Signature(Verdict.GOOD, "signed by " + key);
    }

    private static Parts parts(String armoured) {
        String inside = armoured.strip().replaceAll("^-----BEGIN SSH SIGNATURE-----", "")
                .replaceAll("-----END SSH SIGNATURE-----$", "");
        Buffer buffer = new ByteArrayBuffer(Base64.getMimeDecoder().decode(inside));
        byte[] magic = new byte[MAGIC.length];
        buffer.getRawBytes(magic);
        if (!Arrays.equals(magic, MAGIC) || buffer.getUInt() != 1) {
            throw new IllegalArgumentException("not a signature");
        }
        return new Parts(buffer.getBytes(), buffer.getString(), buffer.getBytes(),
                buffer.getString(), buffer.getBytes());
    }

    private static boolean isKey(Signer signer, byte[] key) {
        try {
            return Arrays.equals(Base64.getDecoder().decode(signer.key()), key);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isValid(Parts parts, byte[] message) {
        try {
            Buffer signed = new ByteArrayBuffer();
            signed.putRawBytes(MAGIC);
            signed.putString(parts.namespace());
            signed.putBytes(parts.reserved());
            signed.putString(parts.hash());
            signed.putBytes(MessageDigest.getInstance(digest(parts.hash())).digest(message));
            String algorithm = new ByteArrayBuffer(parts.signature()).getString();
            if (!ALGORITHMS.contains(algorithm)) {
                return false;
            }
            PublicKey key = new ByteArrayBuffer(parts.key()).getRawPublicKey();
            var signature = Optional.ofNullable(BuiltinSignatures.fromFactoryName(algorithm))
                    .orElseThrow(() -> new GeneralSecurityException("unknown")).create();
            signature.initVerifier(null, key);
            signature.update(null, signed.getCompactData());
            return signature.verify(null, parts.signature());
        } catch (Exception e) {
            return false;
        }
    }

    private static String digest(String name) throws GeneralSecurityException {
        return switch (name) {
            case "sha256" -> "SHA-256";
            case "sha512" -> "SHA-512";
            default -> throw new GeneralSecurityException("not allowed");
        };
    }

    private static String fingerprint(byte[] key) {
        try {
            return KeyUtils.getFingerPrint(new ByteArrayBuffer(key).getRawPublicKey());
        } catch (SshException | RuntimeException e) {
            return "a key of an unknown kind";
        }
    }

    private static Signature bad(String text) {
        return new Signature(Verdict.BAD, text);
    }
}
