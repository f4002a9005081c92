package orchestrator.reconciler.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orchestrator.reconciler.webhook.PushPlace.SHOP;
import static orchestrator.reconciler.webhook.PushPlace.UNKNOWN;
import static orchestrator.reconciler.webhook.PushPlace.headers;
import static orchestrator.reconciler.webhook.PushPlace.own;
import static orchestrator.reconciler.webhook.PushPlace.payload;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushesTest {
    private static final byte[] ZEROS = new byte[0];

    @TempDir
    private Path directory;
    private PushPlace place;

    @BeforeEach
    void connect() {
        place = new PushPlace(directory);
    }

    @ParameterizedTest
    @CsvSource({"github, push, github-push", "gitea, push, gitea-push",
            "gitlab, Push Hook, gitlab-push", "gitlab, System Hook, gitlab-system-push"})
    void a_signed_push_of_the_branch_is_one_order(String forge, String event, String file) {
        byte[] body = payload(file);

        Answer answer = place.hear(headers(forge, event, body), body);

        assertThat(answer).isEqualTo(new Answer(202, "the cluster looks at it now"));
        assertThat(place.order()).contains(new GitOrder(SHOP, "s1", 1, "webhook", place.now(),
                Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"github, push, github-push, X-hub-signature-256",
            "gitea, push, gitea-push, X-gitea-signature",
            "gitlab, Push Hook, gitlab-push, X-gitlab-token"})
    void without_the_secret_nothing_happens_and_nothing_is_told(String forge, String event,
            String file, String proof) {
        byte[] body = payload(file);
        Map<String, String> right = headers(forge, event, body);
        for (String wrong : List.of("", " ", "sha256=", "push-secre", "push-secret2", "sha256="
                + "0".repeat(64), right.get(proof).substring(0, 9), right.get(proof) + "0",
                "sha1=" + right.get(proof), "ü")) {
            Map<String, String> headers = new HashMap<>(right);
            headers.put(proof, wrong);
            assertThat(place.hear(headers, body)).as(wrong).isEqualTo(Answer.UNKNOWN);
        }
        Map<String, String> missing = new HashMap<>(right);
        missing.remove(proof);

        assertThat(place.hear(missing, body)).isEqualTo(Answer.UNKNOWN);
        assertThat(place.pushes.hear(Delivery.of(UNKNOWN, right, body)))
                .isEqualTo(Answer.UNKNOWN);
        assertThat(place.orders()).isZero();
    }

    @Test
    void a_body_that_was_changed_is_not_signed() {
        byte[] body = payload("github-push");
        Map<String, String> headers = headers("github", "push", body);
        for (int i = 0; i < body.length; i += 37) {
            byte[] changed = body.clone();
            changed[i] ^= 1;
            assertThat(place.hear(headers, changed)).isEqualTo(Answer.UNKNOWN);
        }
        assertThat(place.hear(headers, body).status()).isEqualTo(202);
    }

    @Test
    void a_project_that_accepts_no_push_events_or_has_no_value_for_the_secret_is_unknown() {
        byte[] body = payload("github-push");
        Map<String, String> headers = headers("github", "push", body);
        ProjectName silent = new ProjectName("silent");
        ProjectName unset = new ProjectName("unset");
        ProjectName empty = new ProjectName("empty");
        place.connect(silent, Optional.empty());
        place.set(silent, new SecretName("none"), PushPlace.SECRET);
        place.connect(unset, Optional.of(new SecretName("hook")));
        place.connect(empty, Optional.of(new SecretName("hook")));
        place.set(empty, new SecretName("hook"), ZEROS);

        for (ProjectName project : List.of(silent, unset, empty)) {
            assertThat(place.pushes.hear(Delivery.of(project, headers, body)))
                    .as(project.value()).isEqualTo(Answer.UNKNOWN);
        }
    }

    @Test
    void the_secret_of_one_project_opens_no_other() {
        ProjectName bank = new ProjectName("bank");
        place.connect(bank, Optional.of(new SecretName("hook")));
        place.set(bank, new SecretName("hook"), "another-secret".getBytes(UTF_8));
        byte[] body = payload("gitlab-push");

        assertThat(place.pushes.hear(Delivery.of(bank, headers("gitlab", "Push Hook", body),
                body))).isEqualTo(Answer.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refs/heads/main2", "refs/heads/Main", "main", "refs/tags/main",
            "refs/heads/feature/main", "refs/heads/main ", "", "refs/remotes/origin/main"})
    void another_branch_or_a_tag_is_answered_and_nothing_else(String ref) {
        byte[] body = ("{\"ref\":\"" + ref + "\"}").getBytes(UTF_8);

        assertThat(place.hear(headers("github", "push", body), body))
                .isEqualTo(new Answer(200, "another branch: main is followed"));
        assertThat(place.orders()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"github, ping, github-ping, ping",
            "github, PULL_REQUEST, github-push, pull_request",
            "gitlab, Merge Request Hook, gitlab-push, merge request",
            "gitea, <b>é, gitea-push, ?b??"})
    void other_events_are_answered_and_nothing_else(String forge, String event, String file,
            String shown) {
        byte[] body = payload(file);

        assertThat(place.hear(headers(forge, event, body), body)).isEqualTo(new Answer(200,
                "heard, and nothing is done: only pushes matter, this was " + shown));
        assertThat(place.orders()).isZero();
    }

    @Test
    void a_pushed_tag_is_another_branch() {
        byte[] body = payload("gitlab-tag-push");

        assertThat(place.hear(headers("gitlab", "Tag Push Hook", body), body).text())
                .startsWith("another branch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "", "ref=refs/heads/main", "{\"ref\":5}",
            "{\"after\":\"x\"}",
            "{\"ref\":\"refs/heads/main\"}garbage", "payload=%zz"})
    void what_cannot_be_read_is_said_to_be_so(String text) {
        byte[] body = text.getBytes(UTF_8);

        Answer answer = place.hear(headers("github", "push", body), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).startsWith("not a push event: it ");
        assertThat(place.orders()).isZero();
    }

    @Test
    void a_form_is_read_as_well() {
        byte[] body = ("payload=" + URLEncoder.encode(new String(payload("github-push"), UTF_8),
                UTF_8)).getBytes(UTF_8);
        Map<String, String> headers = headers("github", "push", body);
        headers.put("Content-type", "application/x-www-form-urlencoded");

        assertThat(place.hear(headers, body).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"github, push, github-push", "gitlab, Push Hook, gitlab-push"})
    void a_delivery_that_is_made_again_changes_nothing_for_ten_minutes(String forge, String event,
            String file) {
        byte[] body = payload(file);
        Map<String, String> headers = headers(forge, event, body);
        place.hear(headers, body);
        headers.put("X-github-delivery", "00000000-0000-0000-0000-000000000000");

        place.pass(Duration.ofSeconds(599));
        assertThat(place.hear(headers, body)).isEqualTo(new Answer(200, "heard of that before"));
        assertThat(place.orders()).isEqualTo(1);
        place.pass(Duration.ofSeconds(1));
        assertThat(place.hear(headers, body).status()).isEqualTo(202);
    }

    @Test
    void the_same_push_as_another_event_of_gitlab_is_another_one() {
        byte[] body = payload("gitlab-push");
        Map<String, String> headers = headers("gitlab", "Push Hook", body);
        place.hear(headers, body);
        headers.put("X-gitlab-event-uuid", "another");

        assertThat(place.hear(headers, body).status()).isEqualTo(202);
        assertThat(place.orders()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "{\"ref\":\"refs/heads/main\"}",
            "6113728 59b20b8 refs/heads/other\n6113728 59b20b8 refs/heads/main\n"})
    void a_hook_of_ones_own_may_say_nothing_or_what_git_gave_to_it(String text) {
        byte[] body = text.getBytes(UTF_8);

        assertThat(place.hear(own(place.now(), body), body).status()).isEqualTo(202);
        assertThat(place.order().orElseThrow().by()).isEqualTo("hook");
    }

    @Test
    void two_pushes_of_one_second_are_two_though_a_hook_signs_them_alike() {
        Map<String, String> headers = own(place.now(), ZEROS);

        assertThat(place.hear(headers, ZEROS).status()).isEqualTo(202);
        assertThat(place.hear(headers, ZEROS).status()).isEqualTo(202);
        place.pass(Duration.ofSeconds(3));
        assertThat(place.hear(headers, ZEROS)).isEqualTo(new Answer(200, "heard of that before"));
    }

    @Test
    void a_hook_of_ones_own_is_told_what_is_wrong() {
        byte[] other = "6113728 59b20b8 refs/heads/other\n".getBytes(UTF_8);
        byte[] odd = "hello".getBytes(UTF_8);

        assertThat(place.hear(own(place.now(), other), other).text()).startsWith("another branch");
        assertThat(place.hear(own(place.now(), odd), odd).text()).isEqualTo("not a push event:"
                + " it is neither JSON nor what git gives to a post-receive hook");
        assertThat(place.orders()).isZero();
    }

    @Test
    void a_timestamp_is_signed_and_holds_for_five_minutes() {
        Duration far = Duration.ofSeconds(301);
        Map<String, String> headers = own(place.now(), ZEROS);
        Map<String, String> renewed = own(place.now(), ZEROS);
        renewed.computeIfPresent("X-orch-timestamp", (_, time) -> time.replace('0', '1'));
        Map<String, String> none = own(place.now(), ZEROS);
        none.remove("X-orch-timestamp");

        assertThat(place.hear(renewed, ZEROS)).isEqualTo(Answer.UNKNOWN);
        assertThat(place.hear(none, ZEROS)).isEqualTo(Answer.UNKNOWN);
        assertThat(place.hear(own(place.now().plus(far), ZEROS), ZEROS).text())
                .isEqualTo("signed more than 5 minutes away from this server's time, 1893456000");
        place.pass(far);
        assertThat(place.hear(headers, ZEROS).status()).isEqualTo(400);
        assertThat(place.orders()).isZero();
    }

    @Test
    void a_flood_of_right_pushes_is_bounded_for_each_project() {
        int taken = 0;
        for (int i = 0; i < 500; i++) {
            byte[] body = ("{\"ref\":\"refs/heads/main\",\"n\":" + i + "}").getBytes(UTF_8);
            int status = place.hear(headers("github", "push", body), body).status();
            assertThat(status).isIn(202, 429);
            taken += status == 202 ? 1 : 0;
            place.pass(Duration.ofMillis(10));
        }
        assertThat(taken).isBetween(30, 36);
        assertThat(place.orders()).isEqualTo(taken);

        place.pass(Duration.ofMinutes(1));
        byte[] body = payload("github-push");
        assertThat(place.hear(headers("github", "push", body), body).status()).isEqualTo(202);
    }

    @Test
    void what_came_to_nothing_may_come_again() {
        byte[] body = payload("github-push");
        Map<String, String> headers = headers("github", "push", body);
        place.store.setUnavailable(true);
        assertThat(place.hear(headers, body)).isEqualTo(Answer.NO_STORE);
        place.store.setUnavailable(false);

        assertThat(place.hear(headers, body).status()).isEqualTo(202);
    }

    @Test
    void whatever_is_sent_nothing_but_the_order_changes() {
        Map<String, Integer> before = place.everythingElse();
        Random random = new Random(11);
        List<String> forges = List.of("github", "gitea", "gitlab");
        List<String> files = List.of("github-push", "gitea-push", "gitlab-push", "github-ping",
                "gitlab-tag-push");
        for (int i = 0; i < 2_000; i++) {
            byte[] body = payload(files.get(random.nextInt(files.size())));
            for (int edits = random.nextInt(3); edits > 0; edits--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(128);
            }
            Map<String, String> headers = random.nextInt(4) == 0
                    ? own(place.now(), body)
                    : headers(forges.get(random.nextInt(forges.size())), "push", body);
            if (random.nextInt(3) == 0) {
                headers.keySet().remove(List.copyOf(headers.keySet())
                        .get(random.nextInt(headers.size())));
            }
            assertThat(place.hear(headers, body).status()).isIn(200, 202, 400, 404, 429);
            place.pass(Duration.ofMillis(random.nextInt(2_000)));
        }

        assertThat(place.everythingElse()).isEqualTo(before);
        assertThat(place.orders()).isGreaterThan(300);
    }
}
