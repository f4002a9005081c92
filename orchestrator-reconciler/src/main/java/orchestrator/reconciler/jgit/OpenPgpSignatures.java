package orchestrator.reconciler.jgit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.reconciler.git.Head.Signature;
import orchestrator.reconciler.git.Head.Signature.Verdict;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/** Signatures as {@code gpg --detach-sign --armor} makes them. */
final class OpenPgpSignatures {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN PGP PUBLIC KEY BLOCK-----"
            + ".*?-----END PGP PUBLIC KEY BLOCK-----", Pattern.DOTALL);
    private static final List<Integer> HASHES = List.of(HashAlgorithmTags.SHA256,
            HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA224,
            HashAlgorithmTags.SHA3_256, HashAlgorithmTags.SHA3_512);
    /** Clocks of people's machines are off by so much. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    private final String trustedKeys;
    private final InstantSource clock;

    OpenPgpSignatures(String trustedKeys, InstantSource clock) {
        this.trustedKeys = trustedKeys;
        this.clock = clock;
    }

    Signature judge(Commit commit, String armoured) {
        Optional<PGPSignature> read = signature(armoured);
        if (read.isEmpty()) {
            return new Signature(Verdict.BAD, "the signature of the commit cannot be read");
        }
        PGPSignature signature = read.get();
        String name = String.format(Locale.ROOT, "OpenPGP key %016X", signature.getKeyID());
        List<OpenPgpKey> keys = keys(signature.getKeyID());
        if (keys.isEmpty()) {
            return new Signature(Verdict.UNKNOWN_KEY,
                    "the commit is signed by " + name + ", which is not a trusted key");
        }
        if (!HASHES.contains(signature.getHashAlgorithm())) {
            return new Signature(Verdict.BAD, "the signature is made in a way that can be forged;"
                    + " sign with SHA-256 or better");
        }
        return keys.stream().filter(key -> key.signed(signature, commit.signed())).findFirst()
                .map(key -> judge(key, signature, name))
                .orElse(new Signature(Verdict.BAD, "the signature is not of this commit"));
    }

    private Signature judge(OpenPgpKey key, PGPSignature signature, String name) {
        if (key.isRevoked()) {
            return new Signature(Verdict.REVOKED, name + " is revoked");
        }
        if (!key.maySign()) {
            return new Signature(Verdict.BAD, name + " is not one that signs");
        }
        Instant made = signature.getCreationTime().toInstant();
        Instant now = clock.instant();
        Optional<Instant> end = key.expires();
        if (end.filter(each -> !each.isAfter(now) || !each.isAfter(made)).isPresent()) {
            return new Signature(Verdict.EXPIRED, name + " expired at " + end.get());
        }
        long seconds = signature.getHashedSubPackets().getSignatureExpirationTime();
        if (seconds > 0 && made.plusSeconds(seconds).isBefore(now)) {
            return new Signature(Verdict.EXPIRED, "the signature itself expired");
        }
        if (made.isBefore(key.key().getCreationTime().toInstant())
                || made.isAfter(now.plus(SLACK))) {
            return new Signature(Verdict.BAD, "the signature is of a time that cannot be");
        }
        return new Signature(Verdict.GOOD, "signed by " + name);
    }

    /** The one signature there is, of bytes: any other kind was made for something else. */
    private static Optional<PGPSignature> signature(String armoured) {
        try (InputStream in = decoded(armoured)) {
            Object first = new BcPGPObjectFactory(in).nextObject();
            return first instanceof PGPSignatureList list && list.size() == 1
                    && list.get(0).getSignatureType() == PGPSignature.BINARY_DOCUMENT
                    && list.get(0).getHashedSubPackets() != null
                            ? Optional.of(list.get(0))
                            : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private List<OpenPgpKey> keys(long id) {
        List<OpenPgpKey> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(trustedKeys);
        while (blocks.find()) {
            try (InputStream in = decoded(blocks.group())) {
                for (PGPPublicKeyRing ring : new PGPPublicKeyRingCollection(in,
                        new BcKeyFingerprintCalculator())) {
                    ring.forEach(key -> {
                        if (key.getKeyID() == id) {
                            found.add(new OpenPgpKey(ring.getPublicKey(), key));
                        }
                    });
                }
            } catch (IOException | PGPException | RuntimeException e) {
                continue;
            }
        }
        return found;
    }

    private static InputStream decoded(String armoured) throws IOException {
        return PGPUtil.getDecoderStream(
                new ByteArrayInputStream(armoured.getBytes(StandardCharsets.UTF_8)));
    }
}
