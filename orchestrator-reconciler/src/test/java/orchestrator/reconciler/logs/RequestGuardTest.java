package orchestrator.reconciler.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import orchestrator.reconciler.logs.RequestSigner.Signed;
import org.junit.jupiter.api.Test;

class RequestGuardTest {
    private static final long NOW = 2_000_000_000L;

    private final RequestSigner signer = new RequestSigner(new byte[32]);
    private Instant now = Instant.ofEpochSecond(NOW);
    private final RequestGuard guard = new RequestGuard(signer, () -> now);

    private static Signed request(long time, String nonce) {
        return new Signed("GET", "/v1/logs?instance=web-1", Long.toString(time), nonce);
    }

    private boolean admits(Signed request) {
        return guard.admits(request, signer.sign(request));
    }

    @Test
    void a_signed_request_of_this_minute_is_let_in_once() {
        assertThat(admits(request(NOW, "a"))).isTrue();
        assertThat(admits(request(NOW, "a"))).isFalse();
        assertThat(admits(request(NOW, "b"))).isTrue();
    }

    @Test
    void a_request_stays_used_for_as_long_as_its_time_passes() {
        Signed early = request(NOW + 60, "a");
        assertThat(admits(early)).isTrue();
        now = Instant.ofEpochSecond(NOW + 120);
        assertThat(admits(early)).isFalse();
        now = Instant.ofEpochSecond(NOW + 121);
        assertThat(admits(early)).isFalse();
    }

    @Test
    void clocks_may_differ_by_a_minute_and_no_more() {
        assertThat(admits(request(NOW - 60, "a"))).isTrue();
        assertThat(admits(request(NOW + 60, "b"))).isTrue();
        assertThat(admits(request(NOW - 61, "c"))).isFalse();
        assertThat(admits(request(NOW + 61, "d"))).isFalse();
    }

    @Test
    void nothing_of_a_request_can_be_changed_under_its_signature() {
        Signed good = request(NOW, "a");
        String signature = signer.sign(good);

        assertThat(guard.admits(new Signed("PUT", good.target(), good.time(), "a"), signature))
                .isFalse();
        assertThat(guard.admits(new Signed("GET", "/v1/logs?instance=web-2", good.time(), "a"),
                signature)).isFalse();
        assertThat(guard.admits(request(NOW + 1, "a"), signature)).isFalse();
        assertThat(guard.admits(request(NOW, "b"), signature)).isFalse();
        assertThat(guard.admits(good, signature)).isTrue();
    }

    @Test
    void another_key_is_refused() {
        byte[] other = new byte[32];
        other[0] = 1;
        Signed request = request(NOW, "a");

        assertThat(guard.admits(request, new RequestSigner(other).sign(request))).isFalse();
        assertThat(guard.admits(request, "")).isFalse();
    }

    @Test
    void a_request_without_a_time_or_nonce_is_refused() {
        assertThat(admits(new Signed("GET", "/", "", "a"))).isFalse();
        assertThat(admits(new Signed("GET", "/", "soon", "a"))).isFalse();
        assertThat(admits(request(NOW, ""))).isFalse();
        assertThat(admits(request(NOW, "x".repeat(65)))).isFalse();
    }

    @Test
    void a_line_break_in_a_field_is_never_signed() {
        assertThatThrownBy(() -> signer.sign(new Signed("GET", "/\n1", "1", "a")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
