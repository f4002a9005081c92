package orchestrator.core.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Part;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.Value;

/**
 * The texts of a container with everything filled in. It holds secrets: never print or store it.
 *
 * @param command words; empty for what the image runs
 * @param env     name to value, in the order of the declaration
 * @param files   absolute path to content, in the order of the declaration
 */
public record RenderedContainer(List<String> command, SequencedMap<String, String> env,
        SequencedMap<String, String> files) {
    public RenderedContainer {
        command = List.copyOf(command);
        env = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(env));
        files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
    }

    /**
     * Fills in the texts of a container.
     *
     * @param secrets plaintext by name
     * @throws TemplateException when a name or a secret is not known, or a template is malformed
     */
    public static RenderedContainer of(ContainerSpec spec, AssignedInstance assigned,
            NodeName node, SortedMap<SecretName, String> secrets) {
        TemplateValues values = new TemplateValues(assigned, node);
        SequencedMap<String, String> env = new LinkedHashMap<>();
        for (ContainerSpec.Env each : spec.env()) {
            env.put(each.name(), switch (each.value()) {
                case Value.Text(List<Part> parts) -> values.text(parts);
                case Value.Secret(SecretName name) -> plaintext(name, secrets);
            });
        }
        SequencedMap<String, String> files = new LinkedHashMap<>();
        for (ContainerSpec.FileMount each : spec.files()) {
            files.put(each.path(), content(each.content(), values, secrets));
        }
        return new RenderedContainer(spec.command().stream().map(values::text).toList(), env,
                files);
    }

    private static String content(FileContent content, TemplateValues values,
            SortedMap<SecretName, String> secrets) {
        return switch (content) {
            case FileContent.Inline(List<Part> parts) -> values.text(parts);
            case FileContent.Plain(String _, String text) -> text;
            case FileContent.Template(String source, String text) -> TemplateRenderer.render(
                    source, text, values.forTemplate());
            case FileContent.Secret(SecretName name) -> plaintext(name, secrets);
        };
    }

    private static String plaintext(SecretName name, SortedMap<SecretName, String> secrets) {
        String plaintext = secrets.get(name);
        if (plaintext == null) {
            throw new TemplateException("the secret \"" + name + "\" has no value here");
        }
        return plaintext;
    }

    /** Says what is in it, and no value. */
    @Override
    public String toString() {
        return command.size() + " words, variables " + env.keySet() + ", files " + files.keySet();
    }
}
