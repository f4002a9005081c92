package orchestrator.cli.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import orchestrator.cli.process.Orch;
import orchestrator.reconciler.testhosts.HostCommand;

/** What a person does, and what came of it. */
final class GitStory implements AutoCloseable {
    private static final String SHOP = "gitshop";
    private static final String BLOG = "gitblog";
    private static final String FILE = "shop.yml";
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration SHOWN = Duration.ofSeconds(15);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration OUTAGE = Duration.ofSeconds(60);

    private final Path home;
    private final Stopwatch watch;
    private final Orch orch;
    private final Workplace shop;
    private final Workplace blog;
    private final GitHttpServer server;
    private final String listen;
    private final Following following;
    private Instant blogCutAt = Instant.MAX;

    GitStory(Path home, Stopwatch watch) throws IOException {
        this.home = home;
        this.watch = watch;
        this.orch = new Orch(home);
        this.following = new Following(orch, SHOP);
        Path repositories = Files.createDirectory(home.resolve("repositories"));
        this.shop = Workplace.in(repositories, SHOP);
        this.blog = Workplace.in(repositories, BLOG);
        this.server = new GitHttpServer(repositories, freePort());
        this.listen = "127.0.0.1:" + freePort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    void up() {
        server.on();
        orch.run("up", "--nodes", "2", "--git-listen", listen, "--git-allow",
                home.resolve("repositories").toString(), "--git-allow",
                server.url("").replaceAll("http://|/$", "")).ok();
    }

    void connect() throws IOException {
        shop.write(FILE, Shop.declaration(SHOP, "one"));
        String first = shop.commit("three copies");
        shop.push();
        blog.write("blog.yml", Shop.declaration(BLOG, "one"));
        blog.commit("a blog");
        blog.push();
        Path secret = Files.writeString(home.resolve("secret"), "push-secret");
        withInput(secret, "secret", "set", "hook", "-p", SHOP);
        orch.run("git", "connect", "file://" + shop.bare(), "--path", FILE, "--notes",
                "--webhook", "hook", "--yes").ok();
        orch.run("git", "connect", server.url(BLOG + ".git"), "--path", "blog.yml", "--interval",
                "5s", "--yes").ok();
        shop.postReceive(withInput(secret, "git", "hook", SHOP, "--webhook", "http://" + listen,
                "--write-key", home.resolve("hook.key").toString()));
        following.awaitDone(first);
    }

    /** Runs a command that reads a file on its standard input. */
    private String withInput(Path input, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Orch.command(arguments))
                .redirectInput(input.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("ORCH_HOME", home.toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.onExit().join().exitValue()).as(String.join(" ", arguments)).isZero();
        return out;
    }

    void push() {
        String commit = commit("two");
        Instant pushed = pushed();
        Duration seen = watch.measured("from the push to the first container", pushed,
                Shop.firstOf(SHOP, "two"));
        assertThat(seen).isLessThan(SOON);
        watch.measured("from the push to the last container started", pushed,
                Shop.lastOf(SHOP, "two"));
        following.awaitDone(commit);
        watch.measured("from the push to converged, as git status says", pushed, Instant.now());
        String brief = commit.substring(0, 7);
        assertThat(following.screen()).contains("by hook", "as " + brief + " says");
        await().untilAsserted(() -> assertThat(shop.note(commit)).contains(SHOP + ": done"));
    }

    private String commit(String edition) {
        return shop.write(FILE, Shop.declaration(SHOP, edition)).commit("edition " + edition);
    }

    /** Pushes; from when on the repository has it is counted. */
    private Instant pushed(String... options) {
        Instant before = Instant.now();
        shop.push(options);
        return before;
    }

    void cutBlog() {
        server.off();
        blogCutAt = Instant.now();
        new Following(orch, BLOG).awaitState("unreachable");
        assertThat(watch.measured("until the outage is shown", blogCutAt, Instant.now()))
                .isLessThan(SHOWN.plus(INTERVAL));
        blog.write("blog.yml", Shop.declaration(BLOG, "late")).commit("while nobody answers");
        blog.push();
    }

    void pushBadFile() {
        shop.write(FILE, Shop.declaration(SHOP, "bad").replace("memory:", "memry:"))
                .commit("a slip");
        Instant pushed = pushed();
        following.awaitState("bad-file");
        watch.measured("from the push to the carets", pushed, Instant.now());
        assertThat(following.screen()).contains("unknown key \"memry\"", "^~~~~");
        Shop.lastOf(SHOP, "two");
    }

    void pushBrokenImage() {
        String broken = shop.write(FILE, Shop.declaration(SHOP, "broken",
                "127.0.0.1:1/absent:1", "/")).commit("an image that is not there");
        Instant pushed = pushed();
        following.awaitState("failed");
        watch.measured("from the push to failed and rolled back", pushed, Instant.now());
        assertThat(following.screen()).contains("is skipped");
        Shop.lastOf(SHOP, "two");
        await().atMost(SHOWN).untilAsserted(
                () -> assertThat(shop.note(broken)).contains(SHOP + ": failed"));
    }

    void pushFixWhileBrokenRolls() {
        String broken = shop.write(FILE, Shop.declaration(SHOP, "stuck", Shop.IMAGE, "/absent"))
                .commit("a check that never passes");
        pushed();
        following.awaitApplied(broken);
        Shop.firstOf(SHOP, "stuck");
        String fix = commit("fixed");
        Instant pushed = pushed();
        assertThat(watch.measured("from the fix to its first container", pushed,
                Shop.firstOf(SHOP, "fixed"))).isLessThan(Duration.ofSeconds(10));
        following.awaitDone(fix);
        watch.measured("from the fix to converged", pushed, Instant.now());
    }

    void pushByForce() {
        shop.git("reset", "-q", "--hard", "HEAD~2");
        String forced = commit("forced");
        pushed("--force");
        following.awaitState("forced");
        Shop.lastOf(SHOP, "fixed");
        assertThat(orch.run("git", "sync", SHOP, "--confirm").exitCode()).isEqualTo(5);
        orch.run("git", "sync", SHOP, "--confirm", "--yes").ok();
        following.awaitDone(forced);
    }

    /** With its leader the store is killed, too; at any moment: there is one revision. */
    void killLeader() {
        for (int i = 0; i < 2; i++) {
            int before = following.revision();
            String commit = commit("kill" + i);
            pushed();
            pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(100, 700)));
            orch.killDaemon();
            orch.run("up").ok();
            following.awaitDone(commit);
            assertThat(following.revision()).isEqualTo(before + 1);
        }
    }

    private static void pause(Duration time) {
        HostCommand.run("sleep", time.toMillis() / 1e3 + "");
    }

    void sign() throws IOException {
        Path trusted = key("alice");
        Path stranger = key("mallory");
        Path keys = Files.writeString(home.resolve("signers"), "alice@example.com "
                + Files.readString(Path.of(trusted + ".pub")));
        String signed = commit("signed", trusted);
        pushed();
        following.awaitDone(signed);
        orch.run("git", "connect", "file://" + shop.bare(), "--path", FILE, "--verify",
                keys.toString(), "--webhook", "hook", "--yes").ok();
        for (String edition : List.of("unsigned", "stranger")) {
            shop.write(FILE, Shop.declaration(SHOP, edition));
            if (edition.equals("unsigned")) {
                shop.commit(edition);
            } else {
                commit(edition, stranger);
            }
            pushed();
            following.awaitState("unsigned");
            Shop.lastOf(SHOP, "signed");
        }
        String again = commit("again", trusted);
        pushed();
        following.awaitDone(again);
    }

    private String commit(String edition, Path key) {
        shop.git("config", "user.signingkey", key.toString());
        return shop.write(FILE, Shop.declaration(SHOP, edition)).commit(edition, "-S");
    }

    private Path key(String name) {
        Path file = home.resolve(name);
        HostCommand.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f",
                file.toString());
        return file;
    }

    void bringBlogBack() {
        Duration left = Duration.between(Instant.now(), blogCutAt.plus(OUTAGE));
        pause(left.isNegative() ? Duration.ZERO : left);
        Instant back = Instant.now();
        server.on();
        Shop.lastOf(BLOG, "late");
        watch.measured("from the git server's return to converged", back, Instant.now());
        watch.measured("the git server was away for", blogCutAt, back);
        assertThat(Duration.between(back, Instant.now())).isLessThan(Duration.ofSeconds(90));
    }

    void deleteFile() {
        shop.git("rm", "-q", FILE);
        shop.git("config", "user.signingkey", home.resolve("alice").toString());
        shop.commit("nothing left", "-S");
        pushed();
        following.awaitState("no-file");
        Shop.lastOf(SHOP, "again");
        assertThat(orch.run("git", "sync", SHOP, "--confirm").exitCode()).isEqualTo(5);
        orch.run("git", "sync", SHOP, "--confirm", "--yes").ok();
        Shop.awaitNone(SHOP);
    }

    @Override
    public void close() {
        orch.run("down", "--yes");
        Shop.removeAll(SHOP, BLOG);
        server.close();
    }
}
