package orchestrator.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.AssignedInstance.EndpointList;
import orchestrator.core.model.AssignedInstance.Reference;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Endpoint;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Part;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Resources;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final ProjectName SHOP = new ProjectName("shop");
    private static final NodeName NODE = new NodeName("core-02");
    private static final ServiceName MYSQL = new ServiceName("mysql");

    private static Endpoint endpoint(String address, String host, Object... ports) {
        SortedMap<String, Integer> numbers = new TreeMap<>();
        for (int i = 0; i < ports.length; i += 2) {
            numbers.put((String) ports[i], (Integer) ports[i + 1]);
        }
        return new Endpoint(InstanceId.parse(SHOP, address), new NodeName("core-01"), host,
                numbers);
    }

    private static AssignedInstance assigned() {
        SpecHash hash = new SpecHash("0");
        return new AssignedInstance(InstanceId.parse(SHOP, "lamp-3/apache-1"),
                new Incarnation(1, 1), hash, hash, new TreeMap<>(), Resources.NONE, List.of(),
                List.of(new Reference(MYSQL, endpoint("lamp-3/mysql-1", "10.0.0.1", "sql",
                        20_001))),
                List.of(new EndpointList("lamp/apache", List.of(
                        endpoint("lamp-1/apache-1", "10.0.0.1", "http", 20_002),
                        endpoint("lamp-2/apache-1", "fd00::2", "http", 20_003, "status", 20_004))),
                        new EndpointList("haproxy", List.of())),
                1, List.of());
    }

    private static String render(String template) {
        return TemplateRenderer.render("test.tmpl", template,
                new TemplateValues(assigned(), NODE).forTemplate());
    }

    @Test
    void a_section_repeats_for_every_entry() {
        assertThat(render("""
                backend lamp
                {{#lamp/apache}}
                  server {{id}} {{address}} check
                {{/lamp/apache}}
                """)).isEqualTo("""
                backend lamp
                  server lamp-1-apache-1 10.0.0.1:20002 check
                  server lamp-2-apache-1 [fd00::2]:20003 check
                """);
    }

    @Test
    void an_entry_has_its_names_its_place_and_its_ports() {
        assertThat(render("{{#lamp/apache}}{{name}} {{copy}} {{number}} {{node}} {{host}} "
                + "{{port}} {{address.http}} {{port.http}}{{^-last}}; {{/-last}}{{/lamp/apache}}"))
                .isEqualTo("lamp-1/apache-1 lamp-1 1 core-01 10.0.0.1 20002 10.0.0.1:20002 20002; "
                        + "lamp-2/apache-1 lamp-2 1 core-01 fd00::2 20003 [fd00::2]:20003 20003");
    }

    @Test
    void names_outside_a_section_are_those_of_the_instance() {
        assertThat(render("{{project}} {{instance}} {{copy}} {{number}} {{node}} {{mysql.host}} "
                + "{{{mysql.port}}} {{&mysql.address.sql}}"))
                .isEqualTo("shop lamp-3/apache-1 lamp-3 1 core-02 10.0.0.1 20001 10.0.0.1:20001");
    }

    @Test
    void names_of_the_instance_are_seen_inside_a_section() {
        assertThat(render("{{#lamp/apache}}{{instance}}>{{id}} {{mysql.port}} {{/lamp/apache}}"))
                .isEqualTo("lamp-3/apache-1>lamp-1-apache-1 20001 "
                        + "lamp-3/apache-1>lamp-2-apache-1 20001 ");
    }

    @Test
    void an_inverted_section_is_shown_for_an_empty_list() {
        assertThat(render("{{^haproxy}}none{{/haproxy}}{{#haproxy}}some{{/haproxy}}"))
                .isEqualTo("none");
    }

    @Test
    void nothing_is_escaped() {
        Map<String, Object> values = new TreeMap<>(Map.of("x", "<a href=\"b\">&'</a>"));

        assertThat(TemplateRenderer.render("t", "{{x}} ${x} $1 \\ {x}", values))
                .isEqualTo("<a href=\"b\">&'</a> ${x} $1 \\ {x}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{nothing}}", "{{mysql.user}}", "{{#nothing}}x{{/nothing}}",
            "{{^nothing}}x{{/nothing}}", "{{#lamp/apache}}{{nothing}}{{/lamp/apache}}",
            "{{mysql}}", "{{project.length}}", "{{project.class}}"})
    void a_name_that_does_not_exist_is_never_blank(String template) {
        assertThatThrownBy(() -> render("line one\n" + template))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("test.tmpl:2").hasMessageContaining("nothing is called");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{> other}}", "{{=<% %>=}}", "{{<parent}}{{/parent}}",
            "{{$block}}{{/block}}", "{{open", "{{}}", "{{ }}", "{{#a}}", "{{/a}}",
            "{{#a}}{{/b}}", "{{{a}}", "{{#}}{{/}}"})
    void what_is_no_template_is_refused_with_its_place(String template) {
        assertThatThrownBy(() -> render("line one\n  " + template))
                .isInstanceOf(TemplateException.class).hasMessageMatching(
                        "test\\.tmpl:2:\\d+: .*");
    }

    @Test
    void a_template_names_its_lists_and_services() {
        TemplateNames names = TemplateNames.of("{{#lamp/apache}}{{address.http}}{{^-last}},"
                + "{{/-last}}{{/lamp/apache}}{{^haproxy}}{{/haproxy}}{{mysql.host}}{{node}}");

        assertThat(names.sections()).containsExactly("lamp/apache", "haproxy");
        assertThat(names.services()).containsExactly(MYSQL);
    }

    private static ContainerSpec spec() {
        Part address = new Part.Address(MYSQL, Part.Address.Field.ADDRESS, "sql");
        SecretName password = new SecretName("password");
        return new ContainerSpec("php", List.of(List.of(new Part.Literal("run")),
                List.of(new Part.Literal("--db="), address)),
                List.of(new ContainerSpec.Env("ME", new Value.Text(List.of(
                        new Part.Self(Part.Self.Field.COPY), new Part.Literal("!")))),
                        new ContainerSpec.Env("PASSWORD", new Value.Secret(password))),
                List.of(new ContainerSpec.FileMount("/b", new FileContent.Inline(List.of(
                        new Part.Address(MYSQL, Part.Address.Field.HOST, "sql"),
                        new Part.Address(MYSQL, Part.Address.Field.PORT, "sql")))),
                        new ContainerSpec.FileMount("/a", new FileContent.Template("a.tmpl",
                                "{{node}}")),
                        new ContainerSpec.FileMount("/p", new FileContent.Plain("p", "{{p}}")),
                        new ContainerSpec.FileMount("/s", new FileContent.Secret(password))),
                List.of(), List.of(), Resources.NONE, Optional.empty(), Optional.empty(),
                new ContainerSpec.Stop("TERM", Duration.ofSeconds(1)));
    }

    @Test
    void a_container_is_filled_in_as_a_whole() {
        TreeMap<SecretName, String> secrets = new TreeMap<>();
        secrets.put(new SecretName("password"), "rosebud");

        RenderedContainer rendered = RenderedContainer.of(spec(), assigned(), NODE, secrets);

        assertThat(rendered.command()).containsExactly("run", "--db=10.0.0.1:20001");
        assertThat(rendered.env().toString()).isEqualTo("{ME=lamp-3!, PASSWORD=rosebud}");
        assertThat(rendered.files().toString())
                .isEqualTo("{/b=10.0.0.120001, /a=core-02, /p={{p}}, /s=rosebud}");
        assertThat(rendered).asString().doesNotContain("rosebud");
    }

    @Test
    void a_missing_secret_is_named() {
        assertThatThrownBy(() -> RenderedContainer.of(spec(), assigned(), NODE, new TreeMap<>()))
                .isInstanceOf(TemplateException.class)
                .hasMessage("the secret \"password\" has no value here");
    }

    @Test
    void a_missing_address_is_named() {
        ServiceName redis = new ServiceName("redis");
        TemplateValues values = new TemplateValues(assigned(), NODE);

        assertThatThrownBy(() -> values.text(List.of(
                new Part.Address(redis, Part.Address.Field.HOST, "x"))))
                .isInstanceOf(TemplateException.class).hasMessageContaining("redis");
        assertThatThrownBy(() -> values.text(List.of(
                new Part.Address(MYSQL, Part.Address.Field.PORT, "x"))))
                .isInstanceOf(TemplateException.class).hasMessageContaining("port \"x\"");
    }
}
