package orchestrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.Check;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever differs between two declarations of a service is told. */
class SpecFieldsTest {
    private static final String BEFORE = """
            project: shop
            secrets: {one: generate, two: generate}
            services:
              other:
                image: other:1
              third:
                image: third:1
              web:
                image: web:1
                command: serve all
                cpu: 1
                memory: 1GB
                env: {MODE: fast, TOKEN: {secret: one}, API_KEY: abc}
                ports: {http: 80, admin: 81}
                publish: {http: 8080}
                volumes: {/data: data}
                files: {/etc/a: {file: a}, /etc/b: {template: b}}
                check: {http: /, port: http, every: 5s, timeout: 3s, tries: 3, grace: 60s}
                reload: HUP
                stop: {signal: TERM, grace: 10s}
                place: {apart: node, only: {disk: ssd}, near: [other]}
                after: [other]
                update: {at-once: 1, stable-for: 1s, on-failure: rollback, order: stop-first}
                lost-after: 5s
            run: {web: 1, other: 1, third: 1}
            """;

    /** From what to what, and the key that tells of it. */
    private static final List<List<String>> CHANGES = List.of(
            List.of("web:1", "web:2", "image", "1 -> 2"),
            List.of("serve all", "serve some", "command", "serve all -> serve some"),
            List.of("cpu: 1", "cpu: 0.5", "cpu", "1 -> 0.5"),
            List.of("1GB", "2GB", "memory", "1GB -> 2GB"),
            List.of("fast", "slow", "env MODE", "fast -> slow"),
            List.of("{secret: one}", "{secret: two}", "env TOKEN", "secret one -> secret two"),
            List.of("abc", "abd", "env API_KEY", "changed"),
            List.of(", admin: 81", "", "port admin", "81 -> none"),
            List.of("8080", "8081", "publish http", "8080 -> 8081"),
            List.of("/data: data", "/data: disk", "volume data", "/data -> none"),
            List.of("file: a", "file: b", "file /etc/a", "a -> b; 1 line added, 1 removed"),
            List.of("{template: b}", "{file: b}", "file /etc/b", "template b -> b"),
            List.of("http: /,", "http: /ready,", "check", "/ready"),
            List.of("every: 5s", "every: 6s", "check", "every 6s"),
            List.of("timeout: 3s", "timeout: 2s", "check", "timeout 2s"),
            List.of("tries: 3", "tries: 4", "check", "4 tries"),
            List.of("grace: 60s", "grace: 61s", "check", "grace 1m01s"),
            List.of("HUP", "USR1", "reload", "HUP -> USR1"),
            List.of("signal: TERM", "signal: INT", "stop signal", "TERM -> INT"),
            List.of("TERM, grace: 10s", "TERM, grace: 9s", "stop grace", "10s -> 9s"),
            List.of("apart: node", "apart: zone", "apart", "node -> zone"),
            List.of("{disk: ssd}", "{disk: hdd}", "only disk", "ssd -> hdd"),
            List.of("near: [other]", "near: [third]", "near", "other -> third"),
            List.of("after: [other]", "after: [third]", "after", "other -> third"),
            List.of("at-once: 1", "at-once: 2", "update at-once", "1 -> 2"),
            List.of("stable-for: 1s", "stable-for: 2s", "update stable-for", "1s -> 2s"),
            List.of("failure: rollback", "failure: stop", "update on-failure", "rollback -> stop"),
            List.of(", order: stop-first", "", "update order", "stop-first -> as fits"),
            List.of("lost-after: 5s", "lost-after: 5s\n    exclusive: keep", "exclusive",
                    "no -> keep"),
            List.of("lost-after: 5s", "lost-after: 9s", "lost-after", "5s -> 9s"));

    @Test
    void a_list_of_revisions_names_of_images_what_differs() {
        assertThat(image("orch-example/guestbook:1", "orch-example/guestbook:2"))
                .isEqualTo("1 -> 2");
        assertThat(image("orch-example/guestbook:2", "orch-example/guestbok:3"))
                .isEqualTo("image guestbook:2 -> guestbok:3");
        assertThat(image("orch-example/guestbook:2", "ghcr.io/other/guestbook:2"))
                .isEqualTo("image guestbook:2 -> ghcr.io/other/guestbook:2");
        assertThat(image("a.example.com:5000/shop/web:1", "a.example.com:5000/blog/web:1"))
                .isEqualTo("image web:1 -> blog/web:1");
        assertThat(image("nginx", "httpd:2.4")).isEqualTo("image nginx -> httpd:2.4");
    }

    private static String image(String before, String after) {
        return new FieldChange("image", before, after, "").brief();
    }

    private static ServiceSpec web(String text) {
        DeclarationReader.Result result = DeclarationReader.read("shop.yml", text,
                new TreeMap<>(Map.of("a", "1\n2\n", "b", "1\n3\n")), 1);
        assertThat(result.problems()).isEmpty();
        return result.project().orElseThrow().service(new ServiceName("web")).orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> every_key_is_told_when_it_changes() {
        return CHANGES.stream().map(change -> DynamicTest.dynamicTest(
                change.get(2) + " " + change.get(3), () -> {
                    assertThat(BEFORE).contains(change.get(0));
                    assertThat(FieldChange.between(web(BEFORE),
                            web(BEFORE.replace(change.get(0), change.get(1)))))
                            .anySatisfy(field -> {
                                assertThat(field.key()).isEqualTo(change.get(2));
                                assertThat(field.text()).contains(change.get(3));
                            });
                }));
    }

    @Test
    void the_same_text_has_no_difference() {
        assertThat(FieldChange.between(web(BEFORE), web(BEFORE))).isEmpty();
    }

    @Test
    void a_new_part_of_a_service_gets_its_row_above() {
        assertThat(names(ServiceSpec.class, ContainerSpec.class, ServiceSpec.Place.class,
                ServiceSpec.Update.class, Check.class, ContainerSpec.Stop.class))
                .containsExactly("after", "apart", "atOnce", "check", "command", "container",
                        "declaredAt", "env", "every", "exclusive", "files", "grace", "image",
                        "lostAfter", "name", "near", "onFailure", "only", "order", "place",
                        "ports", "probe", "reload", "resources", "signal", "stableFor", "stop",
                        "timeout", "tries", "update", "volumes");
    }

    private static TreeSet<String> names(Class<?>... records) {
        TreeSet<String> names = new TreeSet<>();
        Arrays.stream(records).flatMap(each -> Arrays.stream(each.getRecordComponents()))
                .map(RecordComponent::getName).forEach(names::add);
        return names;
    }
}
