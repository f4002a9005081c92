package orchestrator.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import orchestrator.core.model.ReasonCode;
import orchestrator.reconciler.doctor.FindingCode;
import orchestrator.reconciler.store.Paths;
import org.junit.jupiter.api.Test;

/** What keeps the files readable; TidyBiteTest shows that each check here finds something. */
class TidyTest {
    private static final int LINES = 300;
    private static final int TEST_LINES = 500;
    private static final int METHOD_LINES = 40;

    /** These know the sentences of the engine, and the keys of other tools, by their own words. */
    private static final String QUOTES_OTHERS = ".*/(reconciler/docker/.*|ForeignKeys\\.java)";

    private static final Repository REPOSITORY = Repository.here();
    private static final List<JavaSource> MAIN = JavaSource.parse(REPOSITORY.java("main"));

    @Test
    void no_file_is_too_long() {
        assertThat(REPOSITORY.java("main")).hasSizeGreaterThan(100);
        nothingFound(REPOSITORY.java("main"), file -> Checks.length(file, LINES));
        nothingFound(REPOSITORY.java("test"), file -> Checks.length(file, TEST_LINES));
    }

    /** The rules of the architecture see nothing of what stands elsewhere. */
    @Test
    void one_class_alone_stands_in_a_package_that_is_not_ours() {
        assertThat(REPOSITORY.java("main").stream().map(SourceFile::name)
                .filter(name -> !name.contains("/src/main/java/orchestrator/"))
                .map(name -> name.replaceFirst(".*/src/main/java/", "")))
                .containsExactlyInAnyOrder("org/apache/zookeeper/HearingSocket.java",
                        "org/apache/zookeeper/package-info.java");
    }

    @Test
    void no_method_is_too_long() {
        nothingFound(MAIN, file -> Checks.methodLength(file, METHOD_LINES));
        nothingFound(JavaSource.parse(REPOSITORY.java("test")),
                file -> Checks.methodLength(file, METHOD_LINES));
    }

    @Test
    void every_package_says_what_it_is() {
        assertThat(Checks.packagesWithoutWords(REPOSITORY.java("main"))).isEmpty();
    }

    @Test
    void documents_and_screens_use_the_words_of_the_glossary() {
        nothingFound(documents(), file -> file.name().equals("docs/GLOSSARY.md")
                ? List.of()
                : Checks.words(file));
        nothingFound(MAIN, file -> file.name().matches(QUOTES_OTHERS)
                ? List.of()
                : Checks.wordsOnTheScreen(file));
        nothingFound(REPOSITORY.files(".txt"), file -> file.name().contains("/src/main/resources/")
                ? Checks.words(file)
                : List.of());
    }

    @Test
    void every_document_has_one_title_and_its_links_lead_somewhere() {
        assertThat(documents()).hasSizeGreaterThan(10);
        nothingFound(documents(), Checks::oneTitle);
        nothingFound(documents(), file -> Checks.links(file, REPOSITORY.root()));
    }

    @Test
    void every_path_of_the_store_is_in_the_architecture() throws IllegalAccessException {
        List<String> paths = new ArrayList<>();
        for (Field field : Paths.class.getFields()) {
            if (field.get(null) instanceof String path) {
                paths.add(path);
            }
        }
        assertThat(paths).hasSizeGreaterThan(10);
        assertThat(Checks.missing(REPOSITORY.file("ARCHITECTURE.md"), paths)).isEmpty();
    }

    @Test
    void every_reason_is_explained() {
        List<String> reasons = Stream.of(ReasonCode.values()).map(ReasonCode::word).toList();
        assertThat(Checks.missing(REPOSITORY.file("docs/reasons.md"), reasons)).isEmpty();
    }

    @Test
    void every_finding_of_the_doctor_is_explained() {
        List<String> findings = Stream.of(FindingCode.values()).map(FindingCode::word).toList();
        assertThat(Checks.missing(REPOSITORY.file("docs/doctor.md"), findings)).isEmpty();
    }

    @Test
    void the_architecture_fits_its_pages() {
        assertThat(Checks.length(REPOSITORY.file("ARCHITECTURE.md"), 200)).isEmpty();
        assertThat(Checks.length(REPOSITORY.file("stacks/lamp/lamp.yml"), 60)).isEmpty();
    }

    @Test
    void nothing_is_promised_without_an_issue() {
        nothingFound(REPOSITORY.java("main"), Checks::promises);
        nothingFound(documents(), Checks::promises);
    }

    private List<SourceFile> documents() {
        return REPOSITORY.files(".md");
    }

    private static <F> void nothingFound(List<F> files, Function<F, List<String>> check) {
        assertThat(files.stream().flatMap(file -> check.apply(file).stream())).isEmpty();
    }
}
