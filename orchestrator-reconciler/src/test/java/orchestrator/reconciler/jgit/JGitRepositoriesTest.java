package orchestrator.reconciler.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.core.model.CommitId;
import orchestrator.reconciler.git.Declared;
import orchestrator.reconciler.git.Head;
import orchestrator.reconciler.git.Head.Relation;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.jgit.fixture.BareRepository;
import orchestrator.reconciler.jgit.fixture.GitHttpServer;
import orchestrator.reconciler.jgit.fixture.GitSshServer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is committed comes here, by every way there is. */
class JGitRepositoriesTest {
    private static final String SHOP = """
            project: shop
            services:
              web:
                image: nginx:1.27
                files:
                  /etc/web.conf: {file: conf/web.conf}
                  /etc/none.conf: {file: none.conf}
            """;

    /** How a repository is reached. */
    enum Way {
        PATH, FILE, HTTP, SSH
    }

    @TempDir
    Path temporary;
    private BareRepository repository;
    private GitHttpServer http;
    private GitSshServer ssh;
    private Followed followed;

    @BeforeEach
    void serves_a_repository() {
        repository = BareRepository.create(temporary.resolve("served/shop.git"));
        http = GitHttpServer.start(temporary.resolve("served"));
        ssh = GitSshServer.start(temporary.resolve("served"));
        ssh.allow("a password");
    }

    @AfterEach
    void stops() {
        if (followed != null) {
            followed.close();
        }
        repository.close();
        http.close();
        ssh.close();
    }

    private Followed follow(Way way) {
        followed = switch (way) {
            case PATH -> follow(repository.folder().toString());
            case FILE -> follow("file://" + repository.folder());
            case HTTP -> follow(http.url("shop.git"));
            case SSH -> follow(ssh.url("shop.git")).knownHosts(ssh.knownHosts())
                    .with("git", "a password".getBytes(StandardCharsets.UTF_8));
        };
        return followed;
    }

    private Followed follow(String url) {
        return new Followed(temporary.resolve("caches"), url);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void the_head_and_its_files_come_here(Way way) {
        CommitId commit = repository.commit("main", Map.of("stacks/shop.yml", SHOP,
                "stacks/conf/web.conf", "listen 80;\n"), "Sell things");
        Followed shop = follow(way);
        Head head = shop.fetch();
        assertThat(head.commit().id()).isEqualTo(commit);
        assertThat(head.commit().author()).isEqualTo("alice");
        assertThat(head.commit().subject()).isEqualTo("Sell things");
        assertThat(head.commit().when()).isEqualTo("2026-11-22T14:30:00Z");
        assertThat(head.relation()).isEqualTo(Relation.FIRST);
        assertThat(shop.read(commit, "stacks/shop.yml")).isEqualTo(new Declared.Found(
                "stacks/shop.yml", SHOP, sorted(Map.of("conf/web.conf", "listen 80;\n")),
                sorted(Map.of())));
        assertThat(shop.read(commit, "shop.yml")).isEqualTo(new Declared.Absent());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void commits_on_top_are_ahead_however_many_they_are(Way way) {
        CommitId first = repository.commit("main", Map.of("shop.yml", "a: 1"), "one");
        Followed shop = follow(way);
        assertThat(shop.fetch(first).relation()).isEqualTo(Relation.SAME);
        repository.commit("main", Map.of("shop.yml", "a: 2"), "two");
        assertThat(shop.fetch(first).relation()).isEqualTo(Relation.AHEAD);
        CommitId last = first;
        for (int i = 3; i < 80; i++) {
            last = repository.commit("main", Map.of("shop.yml", "a: " + i), "more");
        }
        Head head = shop.fetch(first);
        assertThat(head.relation()).isEqualTo(Relation.AHEAD);
        assertThat(head.commit().id()).isEqualTo(last);
        assertThat(shop.read(last, "shop.yml")).extracting("text").isEqualTo("a: 79");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_push_by_force_has_diverged_and_so_has_a_push_back(Way way) {
        CommitId first = repository.commit("main", Map.of("shop.yml", "a: 1"), "one");
        CommitId second = repository.commit("main", Map.of("shop.yml", "a: 2"), "two");
        Followed shop = follow(way);
        shop.fetch(first);
        repository.point("refs/heads/main",
                org.eclipse.jgit.lib.ObjectId.fromString(first.value()));
        assertThat(shop.fetch(second).relation()).isEqualTo(Relation.DIVERGED);
        repository.replace("main", Map.of("shop.yml", "a: 3"), "another story");
        Head head = shop.fetch(second);
        assertThat(head.relation()).isEqualTo(Relation.DIVERGED);
        assertThat(shop.read(head.commit().id(), "shop.yml")).extracting("text")
                .isEqualTo("a: 3");
    }

    @Test
    void what_waits_is_held_against_what_was_applied_once_and_not_at_every_look() {
        CommitId first = repository.commit("main", Map.of("shop.yml", "a: 1"), "one");
        repository.replace("main", Map.of("shop.yml", "a: 3"), "another story");
        Followed shop = follow(Way.HTTP);
        JGitRepositories same = shop.repositories();
        same.fetch(shop.remote(), Optional.empty());
        int before = http.requests().size();
        assertThat(same.fetch(shop.remote(), Optional.of(first)).relation())
                .isEqualTo(Relation.DIVERGED);
        int told = http.requests().size();
        assertThat(same.fetch(shop.remote(), Optional.of(first)).relation())
                .isEqualTo(Relation.DIVERGED);
        assertThat(http.requests().size() - told).isLessThan(told - before);
    }

    @Test
    void a_file_that_comes_back_is_read_although_an_earlier_commit_had_it() {
        CommitId first = repository.commit("main", Map.of("shop.yml", "old"), "one");
        Followed shop = follow(Way.HTTP);
        shop.fetch();
        repository.commit("main", Map.of("shop.yml", "new"), "two");
        repository.commit("main", Map.of("shop.yml", "newer"), "three");
        shop.fetch(first);
        CommitId back = repository.commit("main", Map.of("shop.yml", "new"), "back to two");
        shop.fetch(first);
        assertThat(shop.read(back, "shop.yml")).extracting("text").isEqualTo("new");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void notes_are_added_beside_those_of_others(Way way) throws IOException {
        repository.repository().getConfig().setBoolean("http", null, "receivepack", true);
        repository.repository().getConfig().save();
        CommitId first = repository.commit("main", Map.of("shop.yml", "a: 1"), "one");
        CommitId second = repository.commit("main", Map.of("shop.yml", "a: 2"), "two");
        Followed shop = follow(way);
        shop.note(first, "done\n");
        shop.note(second, "pending\n");
        shop.note(second, "failed\n");
        assertThat(repository.note(first)).contains("done\n");
        assertThat(repository.note(second)).contains("failed\n");
    }

    @Test
    void a_cache_that_is_damaged_or_locked_is_made_anew() throws IOException {
        CommitId first = repository.commit("main", Map.of("shop.yml", "a: 1"), "one");
        Followed shop = follow(Way.HTTP);
        shop.fetch();
        for (Path each : files(shop.folder()).stream()
                .filter(each -> each.toString().contains("/objects/")).toList()) {
            assertThat(each.toFile().setWritable(true)).isTrue();
            Files.write(each, new byte[]{1, 2, 3});
            Files.write(Path.of(each + ".lock"), new byte[0]);
        }
        assertThat(shop.fetch().commit().id()).isEqualTo(first);
        assertThat(shop.read(first, "shop.yml")).extracting("text").isEqualTo("a: 1");
        assertThat(files(shop.folder())).noneMatch(each -> each.toString().endsWith(".lock"));
    }

    @Test
    void a_cache_that_is_lost_between_fetch_and_read_is_filled_again() {
        CommitId first = repository.commit("main", Map.of("shop.yml", "a: 1"), "one");
        Followed shop = follow(Way.PATH);
        shop.fetch();
        shop.repositories().forget("c1");
        assertThat(shop.read(first, "shop.yml")).extracting("text").isEqualTo("a: 1");
    }

    @Test
    void nothing_is_fetched_while_the_head_stays() {
        repository.commit("main", Map.of("shop.yml", "a: 1"), "one");
        Followed shop = follow(Way.HTTP);
        shop.fetch();
        int before = http.requests().size();
        shop.fetch();
        assertThat(http.requests().subList(before, http.requests().size()))
                .containsExactly("GET /shop.git/info/refs?service=git-upload-pack",
                        "POST /shop.git/git-upload-pack");
    }

    @Test
    void credentials_are_asked_for_and_have_to_be_right() {
        repository.commit("main", Map.of("shop.yml", "a: 1"), "one");
        http.require("alice", "right");
        assertThatThrownBy(() -> follow(Way.HTTP).fetch())
                .isInstanceOf(RepositoryException.class)
                .hasMessage("127.0.0.1 asks who it is (401); connect with credentials");
        assertThatThrownBy(() -> follow(Way.HTTP).with("alice", bytes("wrong")).fetch())
                .hasMessage("127.0.0.1 does not accept these credentials (401)");
        assertThat(follow(Way.HTTP).with("alice", bytes("right")).fetch().relation())
                .isEqualTo(Relation.FIRST);
        assertThatThrownBy(() -> follow(Way.SSH).with("git", bytes("wrong")).fetch())
                .hasMessage("127.0.0.1 does not let git in with these credentials");
    }

    @Test
    void a_private_key_opens_an_ssh_server_whose_own_key_is_known()
            throws GeneralSecurityException, IOException {
        CommitId commit = repository.commit("main", Map.of("shop.yml", "a: 1"), "one");
        for (String kind : List.of("ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256")) {
            var pair = KeyUtils.generateKeyPair(kind, kind.equals("ssh-rsa") ? 2048 : 256);
            ssh.allow(pair.getPublic());
            assertThat(follow(Way.SSH).with("git", OpenSshKey.of(pair)).fetch().commit().id())
                    .isEqualTo(commit);
        }
        assertThatThrownBy(() -> follow(Way.SSH).knownHosts("").fetch())
                .hasMessageContaining("no key is known of the ssh server 127.0.0.1");
        String another = KeyLines.of(KeyUtils.generateKeyPair("ssh-ed25519", 256).getPublic());
        assertThatThrownBy(() -> follow(Way.SSH)
                .knownHosts("[127.0.0.1]:" + ssh.port() + " " + another).fetch())
                .hasMessageContaining("which is not a known key of it");
        assertThatThrownBy(() -> follow(Way.SSH)
                .knownHosts(ssh.knownHosts() + "@revoked " + ssh.knownHosts()).fetch())
                .hasMessageContaining("which is revoked");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static java.util.SortedMap<String, String> sorted(Map<String, String> map) {
        return new java.util.TreeMap<>(map);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
