package orchestrator.reconciler.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSealerTest {
    private static final ClusterId CLUSTER = new ClusterId("c1");
    private static final SecretId ID = new SecretId(new ProjectName("shop"), "lamp-3",
            new SecretName("db-password"));
    private static final byte[] PLAINTEXT = "canary".getBytes(UTF_8);

    private final Random random = new Random(7);
    @TempDir
    private Path directory;
    private SecretSealer sealer;

    @BeforeEach
    void make_a_sealer() {
        sealer = new SecretSealer(key("one"), this::bytes);
    }

    @Test
    void opens_what_it_sealed_and_shows_nothing_of_it() {
        SealedSecret sealed = seal(3);

        assertThat(sealer.open(CLUSTER, sealed)).isEqualTo(PLAINTEXT);
        assertThat(new String(sealed.ciphertext(), UTF_8)).doesNotContain("canary");
        assertThat(sealed.nonce()).hasSize(12);
        assertThat(sealed.ciphertext()).hasSize(PLAINTEXT.length + 16);
    }

    @Test
    void draws_a_new_nonce_for_every_value() {
        assertThat(seal(1).nonce()).isNotEqualTo(seal(1).nonce());
    }

    @Test
    void a_value_opens_in_its_own_place_and_version_only() {
        SealedSecret sealed = seal(3);
        List<SecretId> others = List.of(
                new SecretId(new ProjectName("bank"), "lamp-3", ID.name()),
                new SecretId(ID.project(), "lamp-4", ID.name()),
                new SecretId(ID.project(), "lamp-3", new SecretName("other")));

        for (SecretId other : others) {
            assertRefused(CLUSTER, new SealedSecret(other, 3, sealed.nonce(),
                    sealed.ciphertext(), false));
        }
        assertRefused(CLUSTER,
                new SealedSecret(ID, 4, sealed.nonce(), sealed.ciphertext(), false));
        assertRefused(new ClusterId("c2"), sealed);
    }

    @Test
    void a_changed_value_does_not_open() {
        SealedSecret sealed = seal(3);
        for (int i = 0; i < sealed.ciphertext().length; i++) {
            byte[] changed = sealed.ciphertext().clone();
            changed[i] ^= 1;
            assertRefused(CLUSTER, new SealedSecret(ID, 3, sealed.nonce(), changed, false));
        }
        assertRefused(CLUSTER, new SealedSecret(ID, 3, new byte[0], new byte[0], false));
    }

    @Test
    void another_cluster_key_does_not_open_it() {
        SecretSealer other = new SecretSealer(key("two"), this::bytes);

        assertThatThrownBy(() -> other.open(CLUSTER, seal(3)))
                .isInstanceOf(SecretUnreadableException.class)
                .hasMessageStartingWith("secret shop/lamp-3/db-password cannot be opened");
    }

    @Test
    void generates_24_characters_that_are_safe_everywhere_and_never_the_same() {
        String first = generated();
        for (int i = 0; i < 500; i++) {
            assertThat(generated()).matches("[A-Za-z0-9_][A-Za-z0-9_-]{23}").isNotEqualTo(first);
        }
    }

    private String generated() {
        SealedSecret sealed = sealer.generate(CLUSTER, ID, 1);
        assertThat(sealed.generated()).isTrue();
        return new String(sealer.open(CLUSTER, sealed), UTF_8);
    }

    private void assertRefused(ClusterId cluster, SealedSecret sealed) {
        assertThatThrownBy(() -> sealer.open(cluster, sealed))
                .isInstanceOf(SecretUnreadableException.class);
    }

    private SealedSecret seal(int version) {
        return sealer.seal(CLUSTER, new SecretSealer.Draft(ID, version, PLAINTEXT, false));
    }

    private ClusterKey key(String name) {
        return ClusterKey.readOrCreate(directory.resolve(name), this::bytes);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
