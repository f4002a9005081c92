package orchestrator.core.plan;

import java.util.List;
import java.util.stream.Stream;

import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.Part;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.Value;
import orchestrator.core.template.TemplateNames;

/**
 * What a spec refers to outside itself.
 *
 * @param services  those whose address it is given, sorted
 * @param selectors the lists its templates show, sorted
 * @param secrets   sorted
 */
record SpecUses(List<ServiceName> services, List<String> selectors, List<SecretName> secrets) {

    boolean isEmpty() {
        return services.isEmpty() && selectors.isEmpty() && secrets.isEmpty();
    }

    static SpecUses of(ContainerSpec spec) {
        Stream<ServiceName> inText = texts(spec).flatMap(List::stream)
                .flatMap(part -> part instanceof Part.Address address
                        ? Stream.of(address.service())
                        : Stream.empty());
        Stream<ServiceName> inTemplates = templates(spec)
                .flatMap(names -> names.services().stream());
        return new SpecUses(Stream.concat(inText, inTemplates).distinct().sorted().toList(),
                templates(spec).flatMap(names -> names.sections().stream()).distinct().sorted()
                        .toList(),
                secrets(spec).distinct().sorted().toList());
    }

    private static Stream<List<Part>> texts(ContainerSpec spec) {
        Stream<List<Part>> inEnv = spec.env().stream()
                .flatMap(env -> env.value() instanceof Value.Text(List<Part> parts)
                        ? Stream.of(parts)
                        : Stream.empty());
        Stream<List<Part>> inFiles = spec.files().stream()
                .flatMap(file -> file.content() instanceof FileContent.Inline(List<Part> parts)
                        ? Stream.of(parts)
                        : Stream.empty());
        return Stream.of(spec.command().stream(), inEnv, inFiles).flatMap(each -> each);
    }

    private static Stream<TemplateNames> templates(ContainerSpec spec) {
        return spec.files().stream()
                .flatMap(file -> file.content() instanceof FileContent.Template template
                        ? Stream.of(TemplateNames.of(template.text()))
                        : Stream.empty());
    }

    private static Stream<SecretName> secrets(ContainerSpec spec) {
        Stream<SecretName> inEnv = spec.env().stream()
                .flatMap(env -> env.value() instanceof Value.Secret(SecretName name)
                        ? Stream.of(name)
                        : Stream.empty());
        Stream<SecretName> inFiles = spec.files().stream()
                .flatMap(file -> file.content() instanceof FileContent.Secret(SecretName name)
                        ? Stream.of(name)
                        : Stream.empty());
        return Stream.concat(inEnv, inFiles);
    }
}
