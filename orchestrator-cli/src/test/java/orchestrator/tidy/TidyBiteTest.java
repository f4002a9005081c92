package orchestrator.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A check that never finds anything proves nothing: each one is shown a planted fault here. */
class TidyBiteTest {
    private static SourceFile java(String text) {
        return new SourceFile("orchestrator-core/src/main/java/orchestrator/core/Some.java", text);
    }

    private static JavaSource parsed(String text) {
        return JavaSource.parse(List.of(java(text))).getFirst();
    }

    private static SourceFile markdown(String text) {
        return new SourceFile("some.md", text);
    }

    @Test
    void finds_a_file_that_is_too_long() {
        assertThat(Checks.length(java("\n".repeat(301)), 300))
                .singleElement().asString().contains("has 301 lines");
        assertThat(Checks.length(java("\n".repeat(300)), 300)).isEmpty();
    }

    @Test
    void finds_a_method_that_is_too_long_and_does_not_count_its_comment() {
        String body = "    int x;\n".repeat(38);
        String method = "/** What\n * it is. */\nvoid some() {\n" + body + "}\n";
        assertThat(Checks.methodLength(parsed("class Some {\n" + method + "}\n"), 40)).isEmpty();
        String longer = method.replaceFirst("int x;", "int x;\nint y;");
        assertThat(Checks.methodLength(parsed("class Some {\n" + longer + "}\n"), 40))
                .singleElement().asString().contains("some has 41 lines");
    }

    @Test
    void counts_a_text_block_as_one_line() {
        String text = "String some() {\nreturn \"\"\"\n" + "text\n".repeat(60) + "\"\"\";\n}\n";
        assertThat(Checks.methodLength(parsed("class Some {\n" + text + "}\n"), 40)).isEmpty();
    }

    @Test
    void finds_a_long_constructor_of_an_anonymous_class_and_of_a_record() {
        String body = "    System.gc();\n".repeat(41);
        assertThat(
                Checks.methodLength(parsed("record Some(int a) {\nSome {\n" + body + "}\n}\n"), 40))
                .hasSize(1);
        assertThat(
                Checks.methodLength(parsed("class Some { Object o = new Object() {\nvoid run() {\n"
                        + body + "}\n}; }\n"), 40))
                .hasSize(1);
    }

    @Test
    void finds_a_package_that_does_not_say_what_it_is() {
        SourceFile silent = new SourceFile(
                "orchestrator-core/src/main/java/orchestrator/core/package-info.java",
                "package orchestrator.core;");
        assertThat(Checks.packagesWithoutWords(List.of(java(""), silent))).hasSize(1);
        SourceFile described = new SourceFile(silent.name(), "/** It. */\n" + silent.text());
        assertThat(Checks.packagesWithoutWords(List.of(java(""), described))).isEmpty();
    }

    @Test
    void finds_a_word_of_another_system_in_prose_but_not_in_quoted_code() {
        assertThat(Checks.words(markdown("Two Pods on a node."))).hasSize(1);
        assertThat(Checks.words(markdown("`kubectl get pods` and\n```\ntasks\n```\n"))).isEmpty();
        assertThat(Checks.words(markdown("An unknown error."))).hasSize(1);
        assertThat(Checks.words(markdown("It podded along."))).isEmpty();
    }

    @Test
    void finds_a_word_of_another_system_on_the_screen_but_not_in_a_comment() {
        assertThat(Checks.wordsOnTheScreen(parsed("class A { String a = \"2 replicas\"; }")))
                .hasSize(1);
        assertThat(Checks.wordsOnTheScreen(parsed("/** Replicas. */ class A { int replicas; }")))
                .isEmpty();
    }

    @Test
    void finds_a_document_with_no_title_or_two() {
        assertThat(Checks.oneTitle(markdown("## Only a small one\n"))).hasSize(1);
        assertThat(Checks.oneTitle(markdown("# One\n\n# Two\n"))).hasSize(1);
        assertThat(Checks.oneTitle(markdown("# One\n```\n# a comment\n```\n"))).isEmpty();
    }

    @Test
    void finds_a_link_that_leads_nowhere() {
        Repository repository = Repository.here();
        assertThat(Checks.links(markdown("[it](nowhere.md#part)"), repository.root())).hasSize(1);
        assertThat(Checks.links(markdown("[up](pom.xml) [web](https://example.com) [here](#a)"),
                repository.root())).isEmpty();
    }

    @Test
    void finds_a_promise_without_an_issue() {
        assertThat(Checks.promises(java("// TODO mend this"))).hasSize(1);
        assertThat(Checks.promises(java("// TODO(#12) mend this"))).isEmpty();
    }

    @Test
    void finds_a_word_that_a_document_leaves_out() {
        assertThat(Checks.missing(markdown("`/nodes` is."), List.of("/nodes", "/status")))
                .singleElement().asString().contains("/status");
    }
}
