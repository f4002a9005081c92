package orchestrator.cli.render;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.core.model.Check;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.Part;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.Value;

/**
 * A service as the keys of its declaration, each with its value as text, so that two revisions can
 * be compared key by key. What could be a secret is never among the values: only its digest is
 * compared, and {@link #HIDDEN} stands in its place.
 */
final class SpecFields {
    /** Begins a value that is compared, but not shown. */
    static final String HIDDEN = "\u0000";

    /** Begins the key of a file; its path follows. */
    static final String FILE = "file ";

    private final SortedMap<String, String> fields = new TreeMap<>();

    private SpecFields() {}

    /** Key (such as {@code memory} or {@code env DB_HOST}) to value. */
    static SortedMap<String, String> of(ServiceSpec service) {
        SpecFields all = new SpecFields();
        all.container(service.container());
        all.service(service);
        return all.fields;
    }

    private void container(ContainerSpec spec) {
        put("image", spec.image());
        put("command", String.join(" ", spec.command().stream().map(SpecFields::text).toList()));
        spec.env().forEach(env -> put("env " + env.name(), env(env)));
        spec.files().forEach(file -> put(FILE + file.path(), file(file.content())));
        for (ContainerSpec.Port port : spec.ports()) {
            put("port " + port.name(), Integer.toString(port.containerPort()));
            port.published().ifPresent(number -> put("publish " + port.name(),
                    Integer.toString(number)));
        }
        spec.volumes().forEach(volume -> put("volume " + volume.name(),
                volume.path() + (volume.leaveBehind() ? " (may be left behind)" : "")));
        put("cpu", Words.cpu(spec.resources().milliCpu()));
        put("memory", Words.memory(spec.resources().memoryBytes()));
        spec.check().ifPresent(check -> put("check", check(check)));
        spec.reload().ifPresent(signal -> put("reload", signal));
        put("stop signal", spec.stop().signal());
        put("stop grace", Words.duration(spec.stop().grace()));
    }

    private void service(ServiceSpec service) {
        service.place().apart().ifPresent(label -> put("apart", label));
        service.place().only().forEach((label, value) -> put("only " + label, value));
        put("near", names(service.place().near()));
        put("after", names(service.after()));
        update(service.update());
        put("exclusive", word(service.exclusive()));
        put("lost-after", Words.duration(service.lostAfter()));
    }

    private void put(String key, String value) {
        if (!value.isEmpty()) {
            fields.put(key, value);
        }
    }

    private static String names(List<ServiceName> names) {
        return String.join(", ", names.stream().map(ServiceName::value).toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private void update(ServiceSpec.Update update) {
        put("update at-once", Integer.toString(update.atOnce()));
        put("update stable-for", Words.duration(update.stableFor()));
        put("update on-failure", word(update.onFailure()));
        put("update order", update.order().map(SpecFields::word).orElse("as fits"));
    }

    private static String env(ContainerSpec.Env env) {
        return switch (env.value()) {
            case Value.Text(List<Part> parts) -> mayBeSecret(env.name())
                    ? hidden(text(parts))
                    : text(parts);
            case Value.Secret(var name) -> "secret " + name;
        };
    }

    private static boolean mayBeSecret(String name) {
        String upper = name.toUpperCase(java.util.Locale.ROOT);
        return List.of("PASSWORD", "SECRET", "TOKEN", "KEY", "CREDENTIAL").stream()
                .anyMatch(upper::contains);
    }

    private static String file(FileContent content) {
        return switch (content) {
            case FileContent.Inline(List<Part> parts) -> hidden("inline\n" + text(parts));
            case FileContent.Plain(String source, String text) ->
                hidden("file " + source + "\n" + text);
            case FileContent.Template(String source, String text) ->
                hidden("template " + source + "\n" + text);
            case FileContent.Secret(var name) -> "secret " + name;
        };
    }

    private static String hidden(String text) {
        return HIDDEN + SpecHash.digest(text);
    }

    private static String check(Check check) {
        String probe = switch (check.probe()) {
            case Check.Probe.Http(String path, String port) -> "http " + path + " on " + port;
            case Check.Probe.Tcp(String port) -> "tcp " + port;
            case Check.Probe.Run(List<String> command) -> "run " + String.join(" ", command);
        };
        return probe + " every " + Words.duration(check.every()) + ", timeout "
                + Words.duration(check.timeout()) + ", " + Words.count(check.tries(), "try")
                + ", grace " + Words.duration(check.grace());
    }

    static String text(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(switch (part) {
                case Part.Literal(String literal) -> literal;
                case Part.Address(ServiceName service, Part.Address.Field field, String port) ->
                    "${" + service + "." + word(field) + "." + port + "}";
                case Part.Self(Part.Self.Field field) -> "${" + word(field) + "}";
            });
        }
        return text.toString();
    }
}
