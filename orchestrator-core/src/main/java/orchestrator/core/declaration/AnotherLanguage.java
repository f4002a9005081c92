package orchestrator.core.declaration;

import java.util.List;
import java.util.Optional;

/**
 * Recognises a file that was written for another tool. One hint is told in place of all that would
 * be wrong with it.
 */
final class AnotherLanguage {
    private static final List<String> OF_KUBERNETES = List.of("apiVersion", "kind");
    /** Any of them, with services but without a project and how many run, makes it Compose's. */
    private static final List<String> OF_COMPOSE = List.of("version", "name", "volumes", "networks",
            "configs", "include");
    private static final List<String> OF_COMPOSE_IN_LISTS = List.of("ports", "volumes");

    private AnotherLanguage() {}

    /** Told of the text, as such a file often holds several documents; false when there is nothing. */
    static boolean isKubernetes(SourceText source, Problems problems) {
        List<String> lines = source.text().lines().toList();
        boolean all = OF_KUBERNETES.stream()
                .allMatch(key -> lines.stream().anyMatch(line -> line.startsWith(key + ":")));
        if (all) {
            int first = source.find(OF_KUBERNETES.getFirst() + ":", 0, source.length());
            problems.add(ProblemCode.ANOTHER_LANGUAGE,
                    source.mark(first, first + OF_KUBERNETES.getFirst().length()),
                    "this file is written for Kubernetes",
                    "write project, services and run: orch init hello shows how");
        }
        return all;
    }

    /** The same of a file for Docker Compose. */
    static boolean isCompose(YamlNode.Fields root, Problems problems) {
        Optional<YamlNode.Field> services = field(root, "services");
        boolean ours = field(root, "project").isPresent() || field(root, "run").isPresent();
        if (ours || services.isEmpty()
                || !(services.get().value() instanceof YamlNode.Fields all)) {
            return false;
        }
        boolean isCompose = root.fields().stream().map(YamlNode.Field::name)
                .anyMatch(OF_COMPOSE::contains)
                || all.fields().stream().map(YamlNode.Field::value)
                        .anyMatch(AnotherLanguage::isServiceOfCompose);
        if (isCompose) {
            problems.add(ProblemCode.ANOTHER_LANGUAGE, services.get().key().mark(),
                    "this file is written for Docker Compose",
                    "add \"project: shop\" and \"run: {" + first(all) + ": 1}\" to it, and what "
                            + "else has to change is told key by key");
        }
        return isCompose;
    }

    private static String first(YamlNode.Fields services) {
        return services.fields().stream().map(YamlNode.Field::name).findFirst().orElse("web");
    }

    private static Optional<YamlNode.Field> field(YamlNode.Fields map, String name) {
        return map.fields().stream().filter(field -> field.name().equals(name)).findFirst();
    }

    private static boolean isServiceOfCompose(YamlNode service) {
        return service instanceof YamlNode.Fields map && map.fields().stream()
                .anyMatch(field -> ForeignKeys.hint(field.name()).isPresent()
                        || OF_COMPOSE_IN_LISTS.contains(field.name())
                                && field.value() instanceof YamlNode.Items);
    }
}
