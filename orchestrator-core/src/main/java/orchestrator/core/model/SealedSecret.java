package orchestrator.core.model;

/**
 * A secret at rest: AES-256-GCM under the cluster key, which is not in the store.
 *
 * @param version    grows by one with each new value
 * @param nonce      96 bits, drawn anew for every value
 * @param ciphertext with the 128-bit tag at its end; cluster, id and version are its context
 * @param generated  true when Orchestrator drew the value
 */
public record SealedSecret(SecretId id, int version, byte[] nonce, byte[] ciphertext,
        boolean generated) {}
