package orchestrator.reconciler.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import orchestrator.core.model.CommitId;
import orchestrator.reconciler.git.Declared;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.jgit.fixture.BareRepository;
import orchestrator.reconciler.jgit.fixture.BareRepository.Entry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits that hold something else than plain files where a plain file should be. */
class HostileFilesTest {
    @TempDir
    Path temporary;
    private BareRepository repository;
    private Followed followed;

    @BeforeEach
    void follows_a_repository() {
        repository = BareRepository.create(temporary.resolve("shop.git"));
        followed = new Followed(temporary.resolve("caches"), repository.folder().toString());
    }

    @AfterEach
    void stops() {
        followed.close();
        repository.close();
    }

    private CommitId commit(Entry... entries) {
        ObjectId tree = repository.treeOf(List.of(entries));
        return repository.point("refs/heads/main", repository.commitOf(tree, List.of(), "x"));
    }

    private Entry entry(String path, FileMode mode, String content) {
        return new Entry(path, mode, repository.blob(content.getBytes(StandardCharsets.UTF_8)));
    }

    private String refused(String path) {
        return ((Declared.Refused) followed.read(path)).why();
    }

    @Test
    void a_symbolic_link_is_not_followed() {
        commit(entry("shop.yml", FileMode.SYMLINK, "/etc/passwd"),
                entry("stacks", FileMode.SYMLINK, "/etc"));
        assertThat(refused("shop.yml")).isEqualTo("shop.yml is a symbolic link, not a file");
        assertThat(refused("stacks/passwd")).isEqualTo(
                "stacks is a symbolic link, and nothing is read beyond it");
    }

    @Test
    void another_repository_is_not_entered() {
        Entry modules = entry(".gitmodules", FileMode.REGULAR_FILE,
                "[submodule \"sub\"]\n\tpath = sub\n\turl = https://192.0.2.1/evil.git\n");
        commit(modules, new Entry("sub", FileMode.GITLINK,
                ObjectId.fromString("1a2b3c4d5e".repeat(4))));
        assertThat(refused("sub")).isEqualTo(
                "sub is another repository (a submodule), not a file");
        assertThat(refused("sub/shop.yml")).contains("nothing is read beyond it");
    }

    @Test
    void a_folder_and_a_file_on_the_way_are_no_declarations() {
        repository.commit("main", Map.of("stacks/shop.yml", "a: 1", "file", "x"), "x");
        assertThat(refused("stacks")).isEqualTo("stacks is a folder, not a file");
        assertThat(followed.read("file/shop.yml")).isEqualTo(new Declared.Absent());
        assertThat(followed.read("none/shop.yml")).isEqualTo(new Declared.Absent());
    }

    @Test
    void what_is_not_text_is_refused() {
        commit(new Entry("latin.yml", FileMode.REGULAR_FILE,
                repository.blob(new byte[]{'a', ':', ' ', (byte) 0xe4})),
                new Entry("nul.yml", FileMode.REGULAR_FILE,
                        repository.blob(new byte[]{'a', 0, 'b'})),
                entry("lfs.yml", FileMode.REGULAR_FILE,
                        "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n"));
        assertThat(refused("latin.yml")).isEqualTo("latin.yml is not text in UTF-8");
        assertThat(refused("nul.yml")).isEqualTo("nul.yml is not text in UTF-8");
        assertThat(refused("lfs.yml")).contains("pointer to a large file");
    }

    @Test
    void large_files_are_refused_and_larger_ones_do_not_even_come_here() {
        String most = "#".repeat(Limits.DECLARATION);
        byte[] huge = new byte[3 * 1024 * 1024];
        new Random(7).nextBytes(huge);
        commit(entry("most.yml", FileMode.REGULAR_FILE, most),
                entry("more.yml", FileMode.REGULAR_FILE, most + "#"),
                new Entry("huge.yml", FileMode.REGULAR_FILE, repository.blob(huge)));
        assertThat(followed.limits(new Limits(java.time.Duration.ofSeconds(30), 1024 * 1024, 100,
                1024 * 1024, 1024 * 1024, 10 * 1024 * 1024)).read("most.yml"))
                .isInstanceOf(Declared.Found.class);
        assertThat(refused("more.yml")).contains("at most 256 are read");
        assertThat(refused("huge.yml")).contains("larger than 512 KiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/etc/passwd", "../shop.yml", "a/../../b", "a//b", "./a",
            "a/.",
            "a/..", "a\\b", "a\u0000b", "a\nb", "a/"})
    void a_path_that_is_none_is_refused(String path) {
        repository.commit("main", Map.of("a/b", "x"), "x");
        assertThat(refused(path)).isNotEmpty();
    }

    @Test
    void files_it_refers_to_are_plain_files_below_its_folder() {
        String shop = """
                project: shop
                services:
                  web:
                    image: nginx:1.27
                    files:
                      /a: {file: ../secret}
                      /b: {file: /etc/passwd}
                      /c: {file: link}
                      /d: {template: sub}
                      /e: {file: big}
                      /f: {file: good}
                      /g: {file: way/out}
                """;
        commit(entry("secret", FileMode.REGULAR_FILE, "secret"),
                entry("stacks/shop.yml", FileMode.REGULAR_FILE, shop),
                entry("stacks/link", FileMode.SYMLINK, "../secret"),
                entry("stacks/way", FileMode.SYMLINK, ".."),
                new Entry("stacks/sub", FileMode.GITLINK,
                        ObjectId.fromString("1a2b3c4d5e".repeat(4))),
                entry("stacks/big", FileMode.REGULAR_FILE, "x".repeat(Limits.FILE + 1)),
                entry("stacks/good", FileMode.EXECUTABLE_FILE, "fine"));
        Declared.Found found = (Declared.Found) followed.read("stacks/shop.yml");
        assertThat(found.files()).containsOnly(Map.entry("good", "fine"));
        assertThat(found.refused()).containsOnlyKeys("link", "sub", "big", "way/out");
        assertThat(found.toString()).doesNotContain("\"secret\"").doesNotContain("root:");
    }

    @Test
    void all_files_together_are_bounded() {
        StringBuilder shop = new StringBuilder("""
                project: shop
                services:
                  web:
                    image: nginx:1.27
                    files:
                """);
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 8; i++) {
            shop.append("      /f").append(i).append(": {file: f").append(i).append("}\n");
            files.put("f" + i, "x".repeat(500 * 1024));
        }
        files.put("shop.yml", shop.toString());
        repository.commit("main", files, "x");
        Declared.Found found = (Declared.Found) followed.read("shop.yml");
        assertThat(found.files()).hasSize(4);
        assertThat(found.refused()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", "..", ".", "a/b", ".GIT", ""})
    void a_folder_with_a_name_that_git_would_not_make_is_refused(String name) {
        ObjectId blob = repository.blob(new byte[]{'x'});
        ObjectId tree = rawTree(List.of(name, "shop.yml"), blob);
        repository.point("refs/heads/main", repository.commitOf(tree, List.of(), "x"));
        assertThatThrownBy(followed::fetch).isInstanceOf(RepositoryException.class)
                .hasMessageContaining("git itself would not accept");
    }

    @Test
    void a_folder_with_the_same_name_twice_is_refused() {
        ObjectId blob = repository.blob(new byte[]{'x'});
        ObjectId tree = rawTree(List.of("shop.yml", "shop.yml"), blob);
        repository.point("refs/heads/main", repository.commitOf(tree, List.of(), "x"));
        assertThatThrownBy(followed::fetch).isInstanceOf(RepositoryException.class)
                .hasMessageContaining("git itself would not accept");
    }

    private ObjectId rawTree(List<String> names, ObjectId blob) {
        byte[] id = new byte[20];
        blob.copyRawTo(id, 0);
        List<Byte> bytes = new ArrayList<>();
        for (String name : names) {
            for (byte each : ("100644 " + name + "\0").getBytes(StandardCharsets.UTF_8)) {
                bytes.add(each);
            }
            for (byte each : id) {
                bytes.add(each);
            }
        }
        byte[] raw = new byte[bytes.size()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = bytes.get(i);
        }
        return repository.object(Constants.OBJ_TREE, raw);
    }

    @Test
    void what_a_commit_says_of_itself_is_one_clean_line() {
        byte[] plain = BareRepository.commitBytes(repository.tree(Map.of("a", "b")), List.of(),
                "\u001b[2Jred\u202e\u0007 text");
        repository.point("refs/heads/main", repository.object(Constants.OBJ_COMMIT, plain));
        assertThat(followed.fetch().commit().subject()).isEqualTo("[2Jred text");
    }
}
