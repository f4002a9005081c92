package orchestrator.core.model;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A spec as one text, the same for ever for the same spec: every field in a fixed order, every
 * piece of text with its length before it, so that no two specs share one. A new field is written
 * only when it differs from its default, so that hashes of old specs stay.
 */
record CanonicalText(StringBuilder out) {
    static String of(ContainerSpec spec) {
        CanonicalText text = new CanonicalText(new StringBuilder());
        text.add("image", spec.image());
        text.each("command", spec.command(), CanonicalText::parts);
        text.each("env", spec.env(), CanonicalText::env);
        text.each("files", spec.files(), CanonicalText::file);
        text.each("ports", spec.ports(), CanonicalText::port);
        text.each("volumes", spec.volumes(), CanonicalText::volume);
        text.add("cpu", Integer.toString(spec.resources().milliCpu()));
        text.add("memory", Long.toString(spec.resources().memoryBytes()));
        spec.check().ifPresent(text::check);
        text.optional("reload", spec.reload());
        text.add("stop", spec.stop().signal());
        text.add("grace", spec.stop().grace().toString());
        return text.out.toString();
    }

    private void add(String key, String value) {
        out.append(key).append(':').append(value.length()).append(':').append(value).append('\n');
    }

    private void optional(String key, Optional<?> value) {
        value.ifPresent(present -> add(key, present.toString()));
    }

    private <T> void each(String key, List<T> items, BiConsumer<CanonicalText, T> write) {
        add(key, Integer.toString(items.size()));
        items.forEach(item -> write.accept(this, item));
    }

    private void parts(List<Part> parts) {
        each("parts", parts, CanonicalText::part);
    }

    private void part(Part part) {
        switch (part) {
            case Part.Literal(String text) -> add("text", text);
            case Part.Address(ServiceName service, Part.Address.Field field, String port) -> {
                add("service", service.value());
                add("field", field.name());
                add("port", port);
            }
            case Part.Self(Part.Self.Field field) -> add("self", field.name());
        }
    }

    private void env(ContainerSpec.Env env) {
        add("name", env.name());
        switch (env.value()) {
            case Value.Text(List<Part> parts) -> parts(parts);
            case Value.Secret(SecretName name) -> add("secret", name.value());
        }
    }

    private void file(ContainerSpec.FileMount file) {
        add("path", file.path());
        switch (file.content()) {
            case FileContent.Inline(List<Part> parts) -> parts(parts);
            case FileContent.Plain(String source, String text) -> add("plain", text);
            case FileContent.Template(String source, String text) -> add("template", text);
            case FileContent.Secret(SecretName name) -> add("secret", name.value());
        }
    }

    private void port(ContainerSpec.Port port) {
        add("name", port.name());
        add("number", Integer.toString(port.containerPort()));
        optional("published", port.published());
    }

    private void volume(ContainerSpec.Volume volume) {
        add("path", volume.path());
        add("name", volume.name());
        add("leave", Boolean.toString(volume.leaveBehind()));
    }

    private void check(Check check) {
        switch (check.probe()) {
            case Check.Probe.Http(String path, String port) -> {
                add("http", path);
                add("port", port);
            }
            case Check.Probe.Tcp(String port) -> add("tcp", port);
            case Check.Probe.Run(List<String> command) -> each("run", command,
                    (text, word) -> text.add("word", word));
        }
        add("every", check.every().toString());
        add("timeout", check.timeout().toString());
        add("tries", Integer.toString(check.tries()));
        add("grace", check.grace().toString());
    }
}
