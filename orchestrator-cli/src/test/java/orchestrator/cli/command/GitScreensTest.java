package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.cli.render.GitList;
import orchestrator.cli.render.GitScreen;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.Look;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.Event;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState.Hold.Why;
import orchestrator.core.model.GitState.Told.Verdict;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SecretName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of a project that follows a repository. */
class GitScreensTest {
    @TempDir
    private Path folder;
    private Orch orch;
    private FakeLeader leader;
    private String name;

    @BeforeEach
    void begin(TestInfo test) {
        orch = new Orch(folder);
        orch.cluster.nodes.add(3, false);
        leader = new FakeLeader(orch.cluster);
        name = "git_" + test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void compare() {
        Golden.check(name, orch.transcript());
    }

    private static Map<String, String> files(int copies, String tag) {
        return Map.of("shop.yml", Examples.lamp(copies, tag), "haproxy.cfg", Examples.HAPROXY);
    }

    /** A commit is followed, and all of it runs. */
    private CommitMark follows(int copies) {
        leader.connected();
        CommitMark first = leader.commit(1, "two lamps");
        leader.seen(first, "poll");
        leader.applies(first, Examples.lamp(copies, "1.4.2"));
        orch.cluster.settle();
        return first;
    }

    private Map<String, Object> json(String line) {
        return JsonSyntax.all(orch.run(line).out()).getLast();
    }

    @Test
    void connects_and_shows_what_the_leader_saw_first() {
        CommitMark head = orch.repositories.push(FakeLeader.URL, "main", "two lamps",
                files(2, "1.4.2"));
        leader.answers(() -> {
            leader.seen(head, "poll");
            leader.applies(head, Examples.lamp(2, "1.4.2"));
        });
        assertThat(orch.run("git connect " + FakeLeader.URL + " --path shop.yml").exitCode())
                .isZero();
        orch.cluster.settle();
        orch.run("git status");
        orch.run("status");
        orch.run("history");
        assertThat(json("status -o json").get("git")).asString().contains("matches=true")
                .contains(head.id().value());
        assertThat(json("git status -o json")).containsEntry("schema", "orch.git/1")
                .containsEntry("state", "matches").containsEntry("matches", true);
        assertThat(orch.run("git connect " + FakeLeader.URL + " --path shop.yml").exitCode())
                .isZero();
        orch.run("git disconnect");
        assertThat(orch.run("git status").exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(orch.repositories.open).isZero();
    }

    @Test
    void shows_a_commit_that_failed() {
        CommitMark good = follows(2);
        GitSource source = orch.cluster.git.sources.get(FakeLeader.SHOP);
        orch.cluster.git.sources.put(FakeLeader.SHOP, reporting(source));
        orch.cluster.nodes.bad("shop-php:1.6.0", Phase.CRASHED, new Reason(
                ReasonCode.CHECK_FAILED, "never passed its check in 60s: 500, 6 times"), 1,
                "PHP Fatal error");
        CommitMark bad = leader.commit(2, "apache 1.6.0");
        leader.seen(bad, "webhook");
        leader.applies(bad, Examples.lamp(2, "1.6.0"));
        orch.cluster.settle();
        leader.holds(Why.FAILED, "revision 2 failed: lamp-1/apache-1: never passed its "
                + "check in 60s: 500, 6 times; it is skipped until a new commit");
        leader.tells(bad.id(), Verdict.FAILED, Optional.empty());
        orch.run("git status");
        orch.run("status");
        orch.run("history");
        leader.tells(bad.id(), Verdict.FAILED, Optional.of("api.github.com answered 401"));
        orch.run("git status shop");
        assertThat(json("git status -o json").get("held")).asString().contains("why=failed");
        assertThat(good.id()).isNotEqualTo(bad.id());
    }

    private static GitSource reporting(GitSource from) {
        return new GitSource(from.project(), from.id(), from.url(), from.branch(), from.path(),
                from.interval(), from.access(), from.trustedKeys(), from.onDrift(),
                new GitSource.Report(true, Optional.of(new GitSource.Forge(
                        GitSource.Forge.Kind.GITHUB, "https://api.github.com", "alice/shop",
                        new SecretName("git-token")))),
                from.webhook(), from.who(), from.since(), from.pause());
    }

    @Test
    void marks_the_mistakes_of_a_commit() {
        follows(2);
        leader.seen(leader.commit(2, "more memory"), "hook");
        leader.holds(Why.BAD_FILE, "1 error in shop.yml",
                "shop.yml:7:5: error: unknown key \"memry\" in service \"mysql\"", "  |",
                "7 |     memry: 1GB", "  |     ^~~~~ did you mean \"memory\"?");
        orch.run("git status");
        orch.run("status");
        assertThat(orch.run("git sync --timeout 3s").exitCode()).isEqualTo(ExitCode.TIMEOUT);
    }

    @Test
    void asks_before_much_is_removed() {
        CommitMark first = follows(5);
        orch.run("git sync --confirm");
        CommitMark next = leader.commit(2, "one lamp");
        leader.seen(next, "webhook");
        leader.holds(Why.BRAKE, next.id().brief() + " would remove 8 of 12 instances; orch git "
                + "sync shop --confirm applies it", "lamp/apache: 4 of 5", "lamp/mysql: 4 of 5");
        orch.run("git status");
        leader.answers(() -> {
            if (leader.isConfirmed()) {
                leader.applies(next, Examples.lamp(1, "1.4.2"));
            }
        });
        assertThat(orch.run("git sync").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(orch.run("git sync --confirm").exitCode()).isEqualTo(ExitCode.NEEDS_YES);
        assertThat(orch.person("n\n").run("git sync --confirm").exitCode())
                .isEqualTo(ExitCode.NEEDS_YES);
        assertThat(leader.isConfirmed()).isFalse();
        assertThat(orch.person("y\n").run("git sync --confirm").exitCode()).isZero();
        assertThat(orch.cluster.git.orders.get(FakeLeader.SHOP).confirmed().orElseThrow()
                .commit()).isEqualTo(next.id()).isNotEqualTo(first.id());
        orch.pipe("").run("git sync");
        orch.run("git sync --confirm --hook");
    }

    @Test
    void pauses_and_goes_on() {
        follows(2);
        assertThat(orch.run("git pause").exitCode()).isZero();
        assertThat(orch.run("git pause shop").exitCode()).isZero();
        leader.seen(leader.commit(2, "three lamps"), "poll");
        leader.holds(Why.PAUSED, "paused by alice");
        orch.run("git status -p shop");
        orch.run("git resume");
        leader.lets();
        orch.run("git resume");
        orch.run("git pause other");
        orch.run("git pause shop -p other");
    }

    @Test
    void names_what_was_changed_outside_git() {
        follows(2);
        orch.cluster.pass(java.time.Duration.ofMinutes(5));
        leader.drifts("bob", "revision 2: lamp 2 -> 3", true);
        event("lamp-1/apache-1", ReasonCode.REMOVED_BY_HAND,
                "starting on core-01: its container was removed by someone else");
        event("lamp-2/mysql-1", ReasonCode.EXITED,
                "crashed on core-02: ended with exit code 143, next try in 1s");
        event("lamp-2/mysql-1", ReasonCode.EXITED,
                "crashed on core-02: ended with exit code 1, next try in 1s");
        orch.run("git status");
        leader.drifts("bob", "revision 4: haproxy 2 -> 1", false);
        orch.cluster.make(Examples.byBob(Examples.lamp(3, "1.4.2"), "lamp 2 -> 3"));
        leader.holds(Why.DRIFTED, "revision 2 of bob is not what git says; it stays until the next "
                + "commit");
        orch.run("git status");
        orch.run("status");
        assertThat((List<?>) json("git status -o json").get("drift")).hasSize(4);
    }

    private void event(String subject, ReasonCode code, String text) {
        orch.cluster.events.add(new Event(orch.cluster.instant(), Optional.of(FakeLeader.SHOP),
                subject, new Reason(code, text)));
    }

    @Test
    void lists_several() {
        follows(2);
        GitSource night = leader.source(new ProjectName("night"));
        orch.cluster.git.connect(night);
        orch.run("git status");
        leader.holds(Why.UNREACHABLE, "git.example.com does not answer within 10s");
        orch.run("git status");
        orch.run("git status night");
        orch.run("git status shop");
        orch.run("git pause");
        orch.run("git status shp");
        orch.run("git status -o json");
        orch.run("status");
    }

    @Test
    void says_what_a_forced_push_waits_for() {
        CommitMark first = follows(2);
        CommitMark other = leader.commit(7, "history rewritten");
        leader.seen(other, "poll");
        leader.holds(Why.FORCED, other.id().brief() + " does not contain " + first.id().brief()
                + ", which was applied: somebody pushed by force; orch git sync shop --confirm "
                + "applies it");
        orch.run("git status");
        leader.holds(Why.UNSIGNED, "it is not signed");
        orch.run("git status");
        leader.holds(Why.REFUSED, "the servers have no cluster key, so the credentials cannot be "
                + "opened: start them with --cluster-key FILE");
        orch.run("git status");
        leader.holds(Why.NO_FILE, "there is no shop.yml in " + other.id().brief() + ": it would "
                + "remove all 6 instances; orch git sync shop --confirm applies it",
                "haproxy: 2 of 2", "lamp/apache: 2 of 2", "lamp/mysql: 2 of 2");
        orch.run("git status");
    }

    @Test
    void escapes_what_authors_write() {
        leader.connected();
        CommitMark nasty = new CommitMark(new CommitId("c".repeat(40)),
                "mallory\u001b[2J\u202e", "a\nnow      revision 99, all is well \u0007"
                        + "x".repeat(120),
                Instant.parse("2026-11-01T10:00:00Z"));
        leader.seen(nasty, "webhook");
        leader.holds(Why.BAD_FILE, "stacks/\u001b]0;title\u0007.yml has 1 error",
                "\u001b[31mred\u001b[0m");
        assertThat(orch.run("git status").out()).doesNotContain("\u001b");
        orch.run("git status -o json");
    }

    @Test
    void fits_into_a_narrow_terminal() {
        follows(2);
        leader.seen(leader.commit(2, "more memory for all that needs it, and for the others too"),
                "hook");
        leader.holds(Why.BAD_FILE, "1 error in shop.yml",
                "shop.yml:7:5: error: unknown key \"memry\" in service \"mysql\"",
                "7 |     memry: 1GB", "  |     ^~~~~ did you mean \"memory\"?");
        leader.drifts("bob", "revision 2: lamp 2 -> 3; haproxy 2 -> 1; apache 1.4.2 -> 1.5.0",
                true);
        GitLook look = new GitLook(orch.cluster, orch.cluster.view());
        for (int width : List.of(60, 40)) {
            Look narrow = new Look(width, true, java.time.ZoneOffset.UTC);
            List<Line> lines = new java.util.ArrayList<>(GitScreen.of(
                    look.full(FakeLeader.SHOP).orElseThrow(), narrow));
            lines.addAll(GitList.of(look.all(), narrow));
            assertThat(lines).allMatch(line -> line.width() <= width);
            lines.forEach(line -> orch.say(line.text()));
        }
    }

    @Test
    void tells_beforehand_what_git_does_about_a_change_by_hand() {
        CommitMark first = follows(2);
        orch.write("shop.yml", Examples.lamp(3, "1.4.2"));
        orch.write("haproxy.cfg", Examples.HAPROXY);
        assertThat(orch.run("apply --no-wait").out()).contains("put back at once");
        assertThat(orch.run("rollback 1 --yes --no-wait").out())
                .contains("Git is held at " + first.id().brief());
        orch.run("restart lamp-1 --no-wait");
        orch.run("delete shop");
        orch.run("git pause -q");
        orch.run("delete shop");
        assertThat(List.of(orch.cluster.revisions("shop"))).containsExactly(4);
    }
}
