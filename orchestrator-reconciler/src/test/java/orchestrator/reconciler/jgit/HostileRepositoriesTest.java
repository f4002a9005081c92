package orchestrator.reconciler.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import orchestrator.core.model.CommitId;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import orchestrator.reconciler.jgit.fixture.BareRepository;
import orchestrator.reconciler.jgit.fixture.BareRepository.Entry;
import orchestrator.reconciler.jgit.fixture.GitHttpServer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories made to read, run or fill something. */
class HostileRepositoriesTest {
    private static final int MIB = 1024 * 1024;
    private static final Limits SMALL = new Limits(Duration.ofSeconds(20), 2 * MIB, 500, MIB, MIB,
            8 * MIB);

    @TempDir
    Path temporary;
    private BareRepository repository;
    private GitHttpServer http;
    private Followed followed;
    private Path marker;

    @BeforeEach
    void follows_a_repository() {
        marker = temporary.resolve("something-ran");
        repository = BareRepository.create(temporary.resolve("served/shop.git"));
        http = GitHttpServer.start(temporary.resolve("served"));
        followed = new Followed(temporary.resolve("caches"), repository.folder().toString());
    }

    @AfterEach
    void nothing_ran() {
        assertThat(marker).doesNotExist();
        followed.close();
        http.close();
        repository.close();
    }

    private Followed overHttp() {
        followed.close();
        followed = new Followed(temporary.resolve("caches"), http.url("shop.git"));
        return followed;
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(RepositoryException.class,
                e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.REFUSED));
    }

    @Test
    void no_hook_and_no_program_of_its_configuration_runs() throws IOException {
        CommitId commit = repository.commit("main", Map.of("shop.yml", "a: 1", ".gitattributes",
                "* filter=evil diff=evil merge=evil\n"), "x");
        String run = "touch " + marker;
        Files.writeString(repository.folder().resolve("config"), """
                [core]
                \trepositoryformatversion = 0
                \tbare = true
                \tfsmonitor = %1$s
                \tsshCommand = %1$s
                \thooksPath = %2$s
                \tgitProxy = %1$s
                \tpager = %1$s
                [uploadpack]
                \tpackObjectsHook = %1$s
                [filter "evil"]
                \tclean = %1$s
                \tsmudge = %1$s
                \tprocess = %1$s
                [credential]
                \thelper = "!%1$s"
                [gpg]
                \tprogram = %1$s
                [alias]
                \tupload-pack = "!%1$s"
                """.formatted(run, repository.folder().resolve("hooks")));
        for (String hook : List.of("pre-receive", "update", "post-receive", "post-update",
                "reference-transaction", "pre-push", "post-checkout", "fsmonitor-watchman")) {
            Path file = repository.folder().resolve("hooks").resolve(hook);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\n" + run + "\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        assertThat(followed.read("shop.yml")).extracting("text").isEqualTo("a: 1");
        followed.note(commit, "done");
        assertThat(repository.note(commit)).contains("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[include]\n\tpath = /etc/passwd\n", "[core]\n\tworktree = /etc\n",
            "not a configuration", "[core]\n\trepositoryformatversion = 99\n",
            "[pack]\n\tthreads = 1000000\n\twindowMemory = 1\n", "[core]\n\tbare = perhaps\n",
            "[uploadpack]\n\thideRefs = refs\n", "[http]\n\textraHeader = X: y\n"})
    void its_configuration_is_not_read(String config) throws IOException {
        repository.commit("main", Map.of("shop.yml", "a: 1"), "x");
        Files.writeString(repository.folder().resolve("config"), config);
        assertThat(followed.read("shop.yml")).extracting("text").isEqualTo("a: 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects/info/alternates", "objects/pack", "refs/heads", "packed-refs"})
    void no_part_of_it_leads_out_of_the_open_folder(String part) throws IOException {
        repository.commit("main", Map.of("shop.yml", "a: 1"), "x");
        Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
        Path place = repository.folder().resolve(part);
        if (part.endsWith("alternates")) {
            Files.createDirectories(place.getParent());
            Files.writeString(place, "../../../elsewhere\n");
        } else {
            if (Files.isDirectory(place)) {
                Files.move(place, temporary.resolve("moved"));
            }
            Files.createSymbolicLink(place, elsewhere);
        }
        assertRefused(followed.allowing(temporary.resolve("served").toString())::fetch)
                .hasMessageContaining("leads out of the folders");
    }

    @Test
    void a_reference_that_leads_to_another_file_does_not_show_it() throws IOException {
        Path secret = Files.writeString(temporary.resolve("secret"), "root:x:0:0");
        Files.createSymbolicLink(repository.folder().resolve("refs/heads/main"), secret);
        assertThatThrownBy(followed::fetch).isInstanceOfSatisfying(RepositoryException.class,
                e -> assertThat(e.getMessage()).doesNotContain("root:"));
    }

    @Test
    void a_tag_with_the_name_of_the_branch_is_not_the_branch() {
        CommitId right = repository.commit("main", Map.of("shop.yml", "right"), "x");
        ObjectId wrong = repository.commitOf(repository.tree(Map.of("shop.yml", "wrong")),
                List.of(), "wrong");
        for (String name : List.of("refs/tags/main", "refs/tags/heads/main", "refs/main",
                "refs/remotes/main", "refs/tags/refs/heads/main", "refs/heads/refs/heads/main",
                "refs/heads/main2")) {
            repository.point(name, wrong);
        }
        assertThat(followed.fetch().commit().id()).isEqualTo(right);
        assertThat(overHttp().fetch().commit().id()).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../main", "a..b", "main:main", "+main", "*", "", "a b", "main^{}",
            "@{-1}", "a.lock", "/main", "main/", "none", "-x", "--upload-pack=touch",
            "refs/heads/main"})
    void a_branch_that_is_none_is_refused(String branch) {
        repository.commit("main", Map.of("shop.yml", "a: 1"), "x");
        assertRefused(followed.branch(branch)::fetch);
    }

    @Test
    void a_branch_that_is_named_like_an_option_is_a_branch() {
        CommitId commit = repository.commit("-x", Map.of("shop.yml", "a: 1"), "x");
        assertThat(followed.branch("-x").fetch().commit().id()).isEqualTo(commit);
    }

    @Test
    void a_branch_that_points_at_no_commit_is_refused() {
        repository.point("refs/heads/main", repository.blob(new byte[]{'x'}));
        assertThatThrownBy(followed::fetch).isInstanceOf(RepositoryException.class);
        ObjectId gone = ObjectId.fromString("1a2b3c4d5e".repeat(4));
        repository.point("refs/heads/main",
                repository.commitOf(gone, List.of(), "a commit without files"));
        assertThatThrownBy(() -> followed.read("shop.yml"))
                .isInstanceOf(RepositoryException.class);
    }

    @Test
    void a_hundred_thousand_files_are_refused_before_there_is_room_made_for_them() {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 600; i++) {
            files.put("f" + i, "x" + i);
        }
        repository.commit("main", files, "many");
        assertRefused(followed.limits(SMALL)::fetch).hasMessageContaining("more than 500 files");
    }

    @Test
    void two_gigabytes_are_refused_as_soon_as_they_are_too_many() throws IOException {
        repository.commit("main", noise(12, 400 * 1024), "large");
        assertRefused(followed.limits(SMALL)::fetch).hasMessageContaining("sends more than 2 MiB");
        assertRefused(overHttp().limits(SMALL)::fetch)
                .hasMessageContaining("sends more than 2 MiB");
        assertThat(sizeOf(temporary.resolve("caches"))).isLessThan(3 * MIB);
    }

    @Test
    void a_blob_of_half_a_gigabyte_is_refused_where_it_cannot_be_left_out() {
        repository.commit("main", noise(1, 3 * MIB / 2), "large");
        assertRefused(overHttp().limits(SMALL)::fetch)
                .hasMessageContaining("an object that is too large");
    }

    @Test
    void a_small_pack_that_unpacks_to_much_is_refused() {
        Map<String, String> files = new TreeMap<>();
        files.put("shop.yml", "a: 1");
        for (int folder = 0; folder < 60; folder++) {
            for (int file = 0; file < 200; file++) {
                files.put("d" + folder + "/" + "n".repeat(120) + folder + "-" + file, "same");
            }
        }
        repository.commit("main", files, "bomb");
        assertRefused(followed.limits(SMALL)::fetch)
                .hasMessageContaining("unpacks to more than 1 MiB");
    }

    @Test
    void commits_without_end_are_for_a_person_to_judge() {
        CommitId first = repository.commit("main", Map.of("shop.yml", "a: 0"), "first");
        for (int i = 0; i < 560; i++) {
            repository.commit("main", Map.of("shop.yml", "a: 1"), "more " + i);
        }
        assertThat(followed.limits(SMALL).fetch(first).relation())
                .isEqualTo(orchestrator.reconciler.git.Head.Relation.DIVERGED);
    }

    @Test
    void it_does_not_send_anybody_elsewhere() {
        repository.commit("main", Map.of("shop.yml", "a: 1"), "x");
        for (String to : List.of("http://169.254.169.254/latest", "file:///etc/passwd",
                "https://user:secret@example.com/shop.git", "/other.git")) {
            http.redirect(to);
            assertRefused(overHttp().with("alice", "token".getBytes())::fetch)
                    .hasMessageContaining("wants to be asked elsewhere")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void a_page_is_not_a_repository() {
        assertRefused(overHttp().branch("none")::fetch);
        http.answer(204);
        assertThatThrownBy(overHttp()::fetch).isInstanceOf(RepositoryException.class);
        http.answer(503);
        assertThatThrownBy(overHttp()::fetch).isInstanceOfSatisfying(RepositoryException.class,
                e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
        http.answer(404);
        assertRefused(overHttp()::fetch).hasMessageContaining("has no repository at /shop.git");
    }

    @Test
    void a_link_among_the_files_of_the_server_side_is_data() {
        ObjectId tree = repository.treeOf(List.of(new Entry("a", FileMode.SYMLINK,
                repository.blob(marker.toString().getBytes()))));
        repository.point("refs/heads/main", repository.commitOf(tree, List.of(), "x"));
        assertThat(followed.read("a").toString()).doesNotContain(marker.toString());
    }

    private static Map<String, String> noise(int files, int bytes) {
        Map<String, String> all = new TreeMap<>();
        Random random = new Random(7);
        for (int i = 0; i < files; i++) {
            StringBuilder text = new StringBuilder(bytes);
            random.ints(bytes, '!', '~').forEach(c -> text.append((char) c));
            all.put("f" + i, text.toString());
        }
        return all;
    }

    private static long sizeOf(Path folder) throws IOException {
        long bytes = 0;
        try (var all = Files.walk(folder)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(each);
            }
        }
        return bytes;
    }
}
