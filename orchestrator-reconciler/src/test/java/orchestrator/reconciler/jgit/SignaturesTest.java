package orchestrator.reconciler.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import orchestrator.core.model.CommitId;
import orchestrator.reconciler.git.Head.Signature;
import orchestrator.reconciler.git.Head.Signature.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commits that git signed by ssh-keygen and gpg, and forgeries made of them. */
class SignaturesTest {
    private static final CommitId ID = new CommitId("1a2b3c4".repeat(6).substring(2));
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    private static String resource(String name) {
        try (InputStream in = SignaturesTest.class.getResourceAsStream("/signatures/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Signature judge(String commit, String keys) {
        byte[] raw = commit.getBytes(StandardCharsets.UTF_8);
        return new Signatures(() -> NOW).judge(Commit.of(ID, raw), keys);
    }

    private static String keys() {
        return resource("allowed_signers") + resource("alice.asc") + resource("carol.asc")
                + resource("dave.asc") + resource("erin.asc");
    }

    @ParameterizedTest
    @CsvSource({"ssh-ed25519, GOOD", "ssh-rsa, GOOD", "ssh-ecdsa, GOOD", "alice, GOOD",
            "erin, GOOD", "unsigned, NONE", "stranger, UNKNOWN_KEY", "carol, EXPIRED",
            "dave, REVOKED"})
    void a_commit_is_judged_by_who_signed_it(String name, Verdict verdict) {
        Signature signature = judge(resource(name + ".commit"), keys());
        assertThat(signature.verdict()).as(signature.text()).isEqualTo(verdict);
        assertThat(signature.isEnough()).isEqualTo(verdict == Verdict.GOOD);
    }

    @ParameterizedTest
    @CsvSource({"ssh-ed25519", "ssh-rsa", "ssh-ecdsa", "alice", "erin"})
    void a_commit_that_was_changed_is_bad_and_of_a_key_not_listed_unknown(String name) {
        String commit = resource(name + ".commit");
        assertThat(judge(commit.replace("author alice", "author mallory"), keys()).verdict())
                .isEqualTo(Verdict.BAD);
        assertThat(judge(commit + "more", keys()).verdict()).isEqualTo(Verdict.BAD);
        assertThat(judge(commit, resource("dave.asc")).verdict()).isEqualTo(Verdict.UNKNOWN_KEY);
        assertThat(judge(commit, "").verdict()).isEqualTo(Verdict.NOT_ASKED);
        assertThat(judge(commit, "# nothing\n").isEnough()).isFalse();
    }

    @Test
    void the_signature_of_another_commit_is_bad() {
        String forged = withSignature(resource("unsigned.commit"),
                header(resource("ssh-ed25519.commit")));
        assertThat(judge(forged, keys()).verdict()).isEqualTo(Verdict.BAD);
        String openPgp = withSignature(resource("unsigned.commit"),
                header(resource("alice.commit")));
        assertThat(judge(openPgp, keys()).verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void two_signatures_are_bad_although_one_of_them_is_good() {
        String commit = resource("ssh-ed25519.commit");
        assertThat(judge(withSignature(commit, header(commit)), keys()).verdict())
                .isEqualTo(Verdict.BAD);
        String other = header(resource("alice.commit"));
        assertThat(judge(withSignature(commit, other), keys()).verdict()).isEqualTo(Verdict.BAD);
        String newer = other.replaceFirst("gpgsig", "gpgsig-sha256");
        assertThat(judge(withSignature(commit, newer), keys()).verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void a_key_counts_in_its_time_for_git_and_not_as_an_authority() {
        String commit = resource("ssh-ed25519.commit");
        String key = resource("allowed_signers").lines().filter(line -> line.contains("ed25519"))
                .findFirst().orElseThrow().replaceFirst(".*namespaces=\"git\" ", "");
        assertThat(judge(commit, key).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(judge(commit, "bob " + key).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(judge(commit, "*@example.com,bob namespaces=\"file,git\" " + key + " laptop")
                .verdict()).isEqualTo(Verdict.GOOD);
        assertThat(judge(commit, "bob valid-after=\"20260101Z\",valid-before=\"20300101\" " + key)
                .verdict()).isEqualTo(Verdict.GOOD);
        assertThat(judge(commit, "bob valid-before=\"20251231\" " + key).verdict())
                .isEqualTo(Verdict.EXPIRED);
        assertThat(judge(commit, "bob valid-before=\"20261130\" " + key).verdict())
                .as("valid when it was signed, as the commit says, but not now")
                .isEqualTo(Verdict.EXPIRED);
        assertThat(judge(commit, "bob valid-after=\"20270101\" " + key).verdict())
                .isEqualTo(Verdict.EXPIRED);
        for (String options : new String[]{"namespaces=\"file\"", "cert-authority",
                "valid-before=\"never\"", "surprise"}) {
            assertThat(judge(commit, "bob " + options + " " + key).verdict()).as(options)
                    .isEqualTo(Verdict.UNKNOWN_KEY);
        }
        assertThat(judge(commit, "bob cert-authority " + key).text())
                .contains("authorities are not supported");
        assertThat(judge(commit, "bob " + key.replace("AAAAC3", "AAAAC4")).verdict())
                .isEqualTo(Verdict.UNKNOWN_KEY);
    }

    @ParameterizedTest
    @CsvSource({"-----BEGIN SSH SIGNATURE-----", "-----BEGIN PGP SIGNATURE-----",
            "-----BEGIN SIGNED MESSAGE-----", "x"})
    void what_is_no_signature_is_bad(String begin) {
        String commit = withSignature(resource("unsigned.commit"),
                "gpgsig " + begin + "\n U1NIU0lH\n -----END-----\n");
        assertThat(judge(commit, keys()).verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void a_signature_made_for_something_else_is_bad() {
        String commit = resource("ssh-ed25519.commit");
        String file = commit.replace("U1NIU0lHAAAAAQAAADM", "U1NIU0lHAAAAAgAAADM");
        assertThat(judge(file, keys()).verdict()).isEqualTo(Verdict.BAD);
    }

    private static String header(String commit) {
        int from = commit.indexOf("gpgsig ");
        return commit.substring(from, commit.indexOf("\n\n", from) + 1);
    }

    private static String withSignature(String commit, String header) {
        int end = commit.indexOf("\n\n") + 1;
        return commit.substring(0, end) + header + commit.substring(end);
    }
}
