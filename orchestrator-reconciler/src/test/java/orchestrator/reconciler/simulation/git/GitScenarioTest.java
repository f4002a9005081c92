package orchestrator.reconciler.simulation.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.GitSource.OnDrift;
import orchestrator.core.model.GitState;
import orchestrator.core.model.GitState.Hold.Why;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.reconciler.simulation.Declarations;
import orchestrator.reconciler.simulation.RolloutSight;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.git.SimulatedCommitter.Terms;
import orchestrator.reconciler.simulation.git.SimulatedRepository.Draft;
import orchestrator.reconciler.simulation.git.SimulatedRepository.Trouble;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commits that are followed: real leader, agents, planners and git loop. */
class GitScenarioTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SimulatedCluster cluster = new SimulatedCluster(7, 3);
    private final HonestGit honest = HonestGit.attach(cluster);
    private final RolloutSight site = new RolloutSight(cluster);

    @AfterEach
    void end() {
        cluster.close();
        assertThat(honest.violations()).isEmpty();
    }

    @Test
    void a_commit_is_applied_as_its_author_made_it_and_ready() {
        SimulatedCommitter committer = web(Terms.USUAL);
        CommitId commit = committer.pushAndTell("more", Declarations.web(3, "web:1"));
        committer.awaitApplied(commit);
        cluster.awaitReady(3);

        Revision revision = cluster.records().revision(committer.project(), 2).orElseThrow()
                .value();
        assertThat(revision.who()).isEqualTo("carol");
        assertThat(revision.from()).isEqualTo("git " + commit.brief());
        assertThat(revision.change()).isEqualTo("more");
        assertThat(revision.file()).isEqualTo("web.yml");
        assertThat(cluster.sight().tells("web " + commit.brief()
                + " \"more\" of carol is applied as revision 2")).isTrue();
    }

    @Test
    void a_push_that_is_told_of_is_seen_within_a_second_and_one_that_is_not_at_the_next_poll() {
        SimulatedCommitter committer = web(Terms.USUAL);
        committer.pushAndTell("two", Declarations.web(2, "web:2"));
        cluster.await("the second revision", SECOND, () -> committer.revision() == 2);

        committer.push("three", Declarations.web(2, "web:3"));
        cluster.await("the third revision", Duration.ofSeconds(20),
                () -> committer.revision() == 3);
        assertThat(committer.state().orElseThrow().seen().orElseThrow().by()).isEqualTo("poll");
    }

    @Test
    void a_bad_file_keeps_the_last_good_revision_until_it_is_mended() {
        SimulatedCommitter committer = web(Terms.USUAL);
        committer.pushAndTell("oops", Declarations.web(2, "web:2").replace("memory:", "memori:"));
        committer.awaitHold(Why.BAD_FILE);
        GitState.Hold hold = committer.state().flatMap(GitState::hold).orElseThrow();
        assertThat(hold.text()).isEqualTo("1 error in web.yml");
        assertThat(hold.lines()).anyMatch(line -> line.contains("^"));
        assertThat(committer.revision()).isEqualTo(1);
        assertThat(cluster.sight().running()).hasSize(2);

        CommitId mended = committer.pushAndTell("mended", Declarations.web(2, "web:2"));
        committer.awaitApplied(mended);
        assertThat(committer.hold()).isEmpty();
    }

    @Test
    void the_mend_of_a_broken_image_does_not_wait_for_the_broken_rollout() {
        SimulatedCommitter committer = site();
        cluster.breakImage("web:2", true);
        committer.pushAndTell("broken", Declarations.site("web:2", "cache:1"));
        cluster.await("the broken copy", () -> site.running("web:2") == 1);
        assertThat(site.outcomes()).containsExactly(Outcome.DONE, Outcome.UNDER_WAY);
        committer.pushAndTell("mended", Declarations.site("web:3", "cache:1"));

        cluster.await("the mend", SECOND, () -> committer.revision() == 3);
        site.await(3, Outcome.DONE);
        assertThat(site.outcomes()).containsExactly(Outcome.DONE, Outcome.OVERTAKEN,
                Outcome.DONE);
    }

    @Test
    void a_commit_that_failed_is_rolled_back_and_skipped_until_a_new_one() {
        SimulatedCommitter committer = site();
        cluster.breakImage("web:2", true);
        CommitId broken = committer.pushAndTell("broken", Declarations.site("web:2", "cache:1"));
        site.await(3, Outcome.DONE);
        committer.awaitHold(Why.FAILED);
        cluster.pass(Duration.ofMinutes(2));
        assertThat(committer.revision()).isEqualTo(3);
        assertThat(committer.state().orElseThrow().drift()).isEmpty();

        committer.pushAndTell("a comment", "# why\n" + Declarations.site("web:2", "cache:1"));
        cluster.pass(Duration.ofMinutes(1));
        assertThat(committer.revision()).isEqualTo(3);
        assertThat(committer.hold()).contains(Why.FAILED);

        cluster.breakImage("web:2", false);
        CommitId head = committer.repository().head();
        assertThat(head).isNotEqualTo(broken);
        committer.confirm(head);
        site.await(4, Outcome.DONE);
        assertThat(site.running("web:2")).isEqualTo(3);
        committer.awaitNoHold();
    }

    @Test
    void a_forced_push_waits_for_a_person() {
        SimulatedCommitter committer = web(Terms.USUAL);
        committer.awaitApplied(committer.repository().head());
        CommitId forced = committer.repository().force(
                new Draft("rewritten", Map.of("web.yml", Declarations.web(3, "web:2"))),
                Optional.empty());
        committer.order();
        committer.awaitHold(Why.FORCED);
        cluster.pass(Duration.ofMinutes(1));
        assertThat(committer.revision()).isEqualTo(1);

        committer.confirm(forced);
        committer.awaitApplied(forced);
        assertThat(committer.revision()).isEqualTo(2);
        cluster.awaitSettled();
        assertThat(cluster.records().gitOrder(committer.project()).orElseThrow().value()
                .confirmed()).isEmpty();
    }

    @Test
    void a_confirmation_is_used_once() {
        SimulatedCommitter committer = web(Terms.USUAL);
        CommitId first = committer.repository().head();
        CommitId forced = committer.repository().force(
                new Draft("rewritten", Map.of("web.yml", Declarations.web(3, "web:2"))),
                Optional.empty());
        committer.order();
        committer.awaitHold(Why.FORCED);
        committer.confirm(forced);
        committer.awaitApplied(forced);

        committer.repository().reset("main", first);
        committer.order();
        committer.awaitHold(Why.FORCED);
        committer.confirm(first);
        committer.awaitApplied(first);
        committer.repository().reset("main", forced);
        committer.order();
        committer.awaitHold(Why.FORCED);
        cluster.pass(Duration.ofMinutes(1));
        assertThat(committer.revision()).isEqualTo(3);
    }

    @Test
    void what_removes_more_than_half_waits_for_a_person() {
        SimulatedCommitter committer = SimulatedCommitter.connect(cluster, "web", Terms.USUAL);
        committer.push("many", Declarations.web(5, "web:1"));
        committer.order();
        cluster.awaitReady(5);
        CommitId few = committer.pushAndTell("few", Declarations.web(2, "web:1"));
        committer.awaitHold(Why.BRAKE);
        GitState.Hold hold = committer.state().flatMap(GitState::hold).orElseThrow();
        assertThat(hold.text()).startsWith(few.brief() + " would remove 3 of 5 instances");
        assertThat(hold.lines()).containsExactly("web: 3 of 5");

        committer.confirm(few);
        cluster.awaitReady(2);
    }

    @Test
    void a_file_that_is_gone_waits_for_a_person_and_then_all_of_it_goes() {
        SimulatedCommitter committer = web(Terms.USUAL);
        CommitId gone = committer.repository().push("README.md", "README.md", "no more");
        committer.order();
        committer.awaitHold(Why.NO_FILE);
        cluster.pass(Duration.ofMinutes(1));
        assertThat(cluster.sight().running()).hasSize(2);

        committer.confirm(gone);
        cluster.await("nothing", () -> cluster.sight().running().isEmpty());
        committer.awaitNoHold();
        committer.pushAndTell("back", Declarations.web(2, "web:1"));
        cluster.awaitReady(2);
    }

    @Test
    void what_is_applied_by_hand_is_taken_back_and_noted() {
        SimulatedCommitter committer = web(Terms.USUAL);
        cluster.apply(Declarations.web(4, "web:1"));
        cluster.await("git's word again", () -> committer.revision() == 3);
        cluster.awaitReady(2);

        Revision back = cluster.records().revision(committer.project(), 3).orElseThrow().value();
        assertThat(back.who()).isEqualTo("git");
        assertThat(back.change()).isEqualTo("takes back revision 2 of alice");
        assertThat(committer.state().orElseThrow().drift()).singleElement()
                .matches(GitState.Drift::corrected)
                .matches(drift -> drift.what().equals("revision 2: a change"));
        cluster.awaitSettled();
        assertThat(committer.revision()).isEqualTo(3);
    }

    @Test
    void what_is_applied_by_hand_stays_where_it_is_only_reported() {
        SimulatedCommitter committer = web(
                new Terms(Terms.USUAL.url(), OnDrift.REPORT, "", false));
        cluster.apply(Declarations.web(4, "web:1"));
        committer.awaitHold(Why.DRIFTED);
        cluster.awaitReady(4);
        assertThat(committer.state().orElseThrow().drift()).singleElement()
                .matches(drift -> !drift.corrected());

        committer.pushAndTell("five", Declarations.web(5, "web:1"));
        cluster.awaitReady(5);
        assertThat(committer.hold()).isEmpty();
    }

    @Test
    void a_restart_and_the_same_words_by_hand_are_no_drift() {
        SimulatedCommitter committer = web(Terms.USUAL);
        cluster.person().restart("web", "web");
        cluster.apply(Declarations.web(2, "web:1") + "# the same\n");
        cluster.awaitSettled();

        assertThat(committer.revision()).isEqualTo(3);
        assertThat(committer.hold()).isEmpty();
        assertThat(committer.state().orElseThrow().drift()).isEmpty();
    }

    @Test
    void git_is_held_where_a_person_went_back_until_the_next_commit() {
        SimulatedCommitter committer = web(Terms.USUAL);
        committer.pushAndTell("two", Declarations.web(2, "web:2"));
        cluster.await("the second", () -> committer.revision() == 2);
        cluster.person().rollback("web", 1);
        committer.awaitHold(Why.ROLLED_BACK);
        cluster.pass(Duration.ofMinutes(1));
        assertThat(committer.revision()).isEqualTo(3);
        assertThat(cluster.sight().images()).containsExactly("web:1");

        committer.pushAndTell("three", Declarations.web(2, "web:3"));
        cluster.await("the next commit", () -> committer.revision() == 4);
        assertThat(committer.hold()).isEmpty();
    }

    @Test
    void while_it_is_paused_nothing_is_applied_or_corrected() {
        SimulatedCommitter committer = web(Terms.USUAL);
        committer.pause();
        committer.awaitHold(Why.PAUSED);
        CommitId waits = committer.pushAndTell("waits", Declarations.web(3, "web:1"));
        cluster.apply(Declarations.web(4, "web:1"));
        cluster.await("it seen", () -> committer.state().flatMap(GitState::seen)
                .filter(seen -> seen.commit().id().equals(waits)).isPresent());
        cluster.pass(Duration.ofMinutes(1));
        assertThat(committer.revision()).isEqualTo(2);

        committer.resume();
        committer.awaitApplied(waits);
        cluster.awaitReady(3);
    }

    @Test
    void only_signed_commits_are_applied_where_keys_are_listed() {
        Terms signed = new Terms(Terms.USUAL.url(), OnDrift.CORRECT, "carol ssh-ed25519 AAAA",
                false);
        SimulatedCommitter committer = web(signed);
        committer.repository().push(new Draft("main", "nobody's", false,
                Map.of("web.yml", Declarations.web(3, "web:1"))));
        committer.order();
        committer.awaitHold(Why.UNSIGNED);
        cluster.pass(Duration.ofMinutes(1));
        assertThat(committer.revision()).isEqualTo(1);
    }

    @Test
    void a_repository_that_is_not_there_for_a_minute_changes_nothing_and_comes_back() {
        SimulatedCommitter committer = web(Terms.USUAL);
        committer.repository().trouble(Trouble.UNREACHABLE);
        committer.push("unseen", Declarations.web(3, "web:1"));
        committer.awaitHold(Why.UNREACHABLE);
        cluster.apply(Declarations.web(4, "web:1"));
        cluster.await("git's word again", () -> committer.revision() == 3);
        cluster.pass(Duration.ofMinutes(1));
        committer.repository().trouble(Trouble.NONE);
        committer.order();

        cluster.await("the commit", Duration.ofSeconds(5), () -> committer.revision() == 4);
        committer.awaitNoHold();
    }

    @Test
    void a_repository_that_hangs_delays_no_other_and_no_order_of_its_own_is_lost() {
        SimulatedCommitter slow = web(Terms.USUAL);
        SimulatedCommitter other = SimulatedCommitter.connect(cluster, "site",
                new Terms("https://git.test/site.git", OnDrift.CORRECT, "", false));
        other.pushAndTell("first", Declarations.site("web:1", "cache:1"));
        site.await(1, Outcome.DONE);
        slow.repository().trouble(Trouble.HANGS);
        slow.order();
        cluster.pass(SECOND);
        Instant before = cluster.timeline().now();
        other.pushAndTell("second", Declarations.site("web:2", "cache:1"));
        cluster.await("the other one", SECOND, () -> other.revision() == 2);
        assertThat(cluster.timeline().now()).isBefore(before.plus(SECOND));

        slow.repository().trouble(Trouble.NONE);
        slow.pushAndTell("now", Declarations.web(3, "web:1"));
        cluster.await("it", Duration.ofSeconds(35), () -> slow.revision() == 2);
    }

    @Test
    void a_flood_of_orders_leads_to_one_look_at_a_time() {
        SimulatedCommitter committer = web(Terms.USUAL);
        committer.repository().delay(Duration.ofMillis(300));
        int before = committer.repository().asked();
        for (int i = 0; i < 300; i++) {
            committer.order();
            cluster.pass(Duration.ofMillis(10));
        }
        cluster.pass(SECOND);

        assertThat(committer.repository().mostAsking()).isEqualTo(1);
        assertThat(committer.repository().asked() - before).isBetween(5, 25);
        assertThat(committer.state().orElseThrow().order()).isEqualTo(301);
    }

    @Test
    void two_projects_follow_two_files_of_one_repository() {
        SimulatedCommitter web = SimulatedCommitter.connect(cluster, "web", Terms.USUAL);
        SimulatedCommitter cache = SimulatedCommitter.connect(cluster, "cache", Terms.USUAL);
        CommitId both = web.repository().push(new Draft("both", Map.of("web.yml",
                Declarations.web(2, "web:1"), "cache.yml", Declarations.memcached(2))));
        web.order();
        cache.order();
        cluster.awaitReady(4);
        web.awaitApplied(both);
        cache.awaitApplied(both);

        CommitId one = web.repository().push(new Draft("one", Map.of("web.yml",
                Declarations.web(3, "web:1"), "cache.yml", Declarations.memcached(2))));
        web.order();
        cache.order();
        web.awaitApplied(one);
        cache.awaitApplied(one);
        assertThat(web.revision()).isEqualTo(2);
        assertThat(cache.revision()).isEqualTo(1);
    }

    @Test
    void a_first_commit_draws_the_secrets_it_needs() {
        SimulatedCommitter committer = SimulatedCommitter.connect(cluster, "shop", Terms.USUAL);
        committer.repository().push(new Draft("shop", Map.of("shop.yml", Declarations.shop(2, 1),
                "haproxy.cfg", Declarations.TEMPLATE_TEXT)));
        committer.order();
        cluster.awaitReady(5);
        assertThat(cluster.records().secrets(committer.project())).hasSize(2);
    }

    @Test
    void credentials_that_cannot_be_read_are_told_of_and_used_once_they_can() {
        SecretName name = new SecretName("git-token");
        SimulatedCommitter committer = web(Terms.USUAL);
        SecretId id = new SecretId(committer.project(), SecretId.SHARED, name);
        cluster.person().setSecret(committer.project(), name, new byte[]{'t'});
        cluster.await("the secret", () -> cluster.records().secret(id).isPresent());
        ClusterStore store = cluster.records().store();
        byte[] sealed = store.read(Paths.secret(id)).orElseThrow().data();
        store.commit(List.of(new StoreWrite.Update(Paths.secret(id), new byte[]{1}, 0)));

        SimulatedCommitter again = committer.reconnect(name);
        again.awaitHold(Why.REFUSED);
        assertThat(again.state().flatMap(GitState::hold).orElseThrow().text())
                .contains("git-token is damaged");
        store.commit(List.of(new StoreWrite.Update(Paths.secret(id), sealed, 1)));
        again.awaitApplied(again.repository().head());
    }

    @Test
    void how_a_commit_fared_is_told_where_it_is() {
        SimulatedCommitter committer = web(
                new Terms(Terms.USUAL.url(), OnDrift.CORRECT, "", true));
        CommitId commit = committer.repository().head();
        cluster.await("both told", () -> committer.repository().notes().size() == 2);
        assertThat(committer.repository().notes()).containsExactly(
                commit.brief() + " orch web: pending\nrevision 1 is rolled out\n",
                commit.brief() + " orch web: done\nrevision 1 runs as asked\n");
        committer.pushAndTell("oops", "project: web\n");
        cluster.await("the refusal told", () -> committer.repository().notes().stream()
                .anyMatch(note -> note.contains("orch web: refused")));
    }

    @Test
    void what_could_not_be_told_is_tried_again_before_the_repository_is_polled_again() {
        SimulatedCommitter committer = web(new Terms(Terms.USUAL.url(), OnDrift.CORRECT, "", true,
                Duration.ofHours(2)));
        cluster.await("both told", () -> committer.repository().notes().size() == 2);
        CommitId commit = committer.pushAndTell("next", Declarations.web(2, "web:2"));
        committer.awaitApplied(commit);
        committer.repository().trouble(Trouble.REFUSES);
        cluster.pass(Duration.ofMinutes(1));
        String done = commit.brief() + " orch web: done\nrevision 2 runs as asked\n";
        assertThat(committer.repository().notes()).doesNotContain(done);

        committer.repository().trouble(Trouble.NONE);
        cluster.await("the end told", Duration.ofMinutes(3),
                () -> committer.repository().notes().contains(done));
    }

    @Test
    void what_is_disconnected_runs_on_and_nothing_is_left_behind() {
        SimulatedCommitter committer = web(Terms.USUAL);
        committer.disconnect();
        cluster.await("no state", () -> cluster.records().gitState(committer.project()).isEmpty());
        committer.push("ignored", Declarations.web(3, "web:1"));
        cluster.pass(Duration.ofMinutes(1));

        assertThat(cluster.sight().running()).hasSize(2);
        assertThat(cluster.records().store().children(Paths.GIT_ORDERS)).isEmpty();
        assertThat(cluster.sight().tells("web follows no repository any more")).isTrue();
    }

    @Test
    void a_leader_that_dies_between_the_look_and_the_commit_leaves_it_to_the_next_one() {
        SimulatedCommitter committer = web(Terms.USUAL);
        committer.repository().delay(Duration.ofSeconds(1));
        CommitId commit = committer.pushAndTell("two", Declarations.web(2, "web:2"));
        cluster.pass(Duration.ofMillis(900));
        String dead = cluster.killLeader();
        cluster.pass(Duration.ofSeconds(3));
        cluster.startServer(dead);

        committer.awaitApplied(commit);
        cluster.awaitSettled();
        assertThat(committer.revision()).isEqualTo(2);
        assertThat(cluster.records().revisions(committer.project())).isEqualTo(List.of(1, 2));
    }

    @Test
    void an_idle_connection_is_polled_and_writes_nothing() {
        SimulatedCommitter committer = web(Terms.USUAL);
        cluster.awaitSettled();
        int asked = committer.repository().asked();
        int version = cluster.records().gitState(committer.project()).map(Versioned::version)
                .orElseThrow();
        cluster.pass(Duration.ofMinutes(5));

        assertThat(committer.repository().asked() - asked).isBetween(15, 21);
        assertThat(cluster.records().gitState(committer.project()).map(Versioned::version))
                .contains(version);
    }

    /** Two of web:1, of which the first commit is applied. */
    private SimulatedCommitter web(Terms terms) {
        SimulatedCommitter committer = SimulatedCommitter.connect(cluster, "web", terms);
        CommitId first = committer.pushAndTell("first", Declarations.web(2, "web:1"));
        committer.awaitApplied(first);
        cluster.awaitReady(2);
        return committer;
    }

    private SimulatedCommitter site() {
        SimulatedCommitter committer = SimulatedCommitter.connect(cluster, "site", Terms.USUAL);
        committer.pushAndTell("first", Declarations.site("web:1", "cache:1"));
        site.await(1, Outcome.DONE);
        return committer;
    }
}
