package orchestrator.reconciler.jgit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * A key of a trusted ring, or a part of one. What the ring says of a part is believed only with the
 * signature of the ring's first key, since anybody can add packets to a public ring.
 */
record OpenPgpKey(PGPPublicKey first, PGPPublicKey key) {
    private static final BcPGPContentVerifierBuilderProvider VERIFIERS = new BcPGPContentVerifierBuilderProvider();

    boolean isRevoked() {
        return first.hasRevocation() || key.hasRevocation();
    }

    /** True when the ring's owner said that this key signs. */
    boolean maySign() {
        Optional<PGPSignatureSubpacketVector> said = said(key);
        boolean isFirst = key.getKeyID() == first.getKeyID();
        return said.isPresent() && (isFirst && said.get().getKeyFlags() == 0
                || (said.get().getKeyFlags() & KeyFlags.SIGN_DATA) != 0);
    }

    /** The earlier end of this key and of the ring's first one. */
    Optional<Instant> expires() {
        return List.of(first, key).stream().flatMap(each -> end(each).stream())
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> end(PGPPublicKey of) {
        long seconds = said(of).map(PGPSignatureSubpacketVector::getKeyExpirationTime).orElse(0L);
        return seconds == 0
                ? Optional.empty()
                : Optional.of(of.getCreationTime().toInstant().plusSeconds(seconds));
    }

    /** What the newest valid word of the owner about a key says. */
    private Optional<PGPSignatureSubpacketVector> said(PGPPublicKey of) {
        return (of.getKeyID() == first.getKeyID() ? ofFirst() : ofPart(of)).stream()
                .max(Comparator.comparing(PGPSignature::getCreationTime))
                .map(PGPSignature::getHashedSubPackets);
    }

    private List<PGPSignature> ofPart(PGPPublicKey part) {
        List<PGPSignature> valid = new ArrayList<>();
        part.getSignaturesOfType(PGPSignature.SUBKEY_BINDING).forEachRemaining(binding -> {
            if (isValid(binding, () -> binding.verifyCertification(first, part))) {
                valid.add(binding);
            }
        });
        return valid;
    }

    private List<PGPSignature> ofFirst() {
        List<PGPSignature> valid = new ArrayList<>();
        first.getSignaturesOfType(PGPSignature.DIRECT_KEY).forEachRemaining(direct -> {
            if (isValid(direct, () -> direct.verifyCertification(first))) {
                valid.add(direct);
            }
        });
        for (Iterator<String> names = first.getUserIDs(); names.hasNext();) {
            String name = names.next();
            first.getSignaturesForID(name).forEachRemaining(word -> {
                if (isValid(word, () -> word.verifyCertification(name, first))) {
                    valid.add(word);
                }
            });
        }
        return valid;
    }

    private interface Check {
        boolean run() throws PGPException;
    }

    private boolean isValid(PGPSignature signature, Check check) {
        if (signature.getKeyID() != first.getKeyID()) {
            return false;
        }
        try {
            signature.init(VERIFIERS, first);
            return check.run();
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    /** True when this key made a signature of these bytes. */
    boolean signed(PGPSignature signature, byte[] bytes) {
        try {
            signature.init(VERIFIERS, key);
            signature.update(bytes);
            return signature.verify();
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }
}
