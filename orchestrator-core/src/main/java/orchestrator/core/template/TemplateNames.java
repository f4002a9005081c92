package orchestrator.core.template;

import java.util.List;

import orchestrator.core.model.Name;
import orchestrator.core.model.ServiceName;

/**
 * What a template names, each once, in the order of the text.
 *
 * @param sections the lists it repeats over, as written there
 * @param services those whose address it is given by {@code {{mysql.host}}} and the like
 */
public record TemplateNames(List<String> sections, List<ServiceName> services) {
    public TemplateNames {
        sections = List.copyOf(sections);
        services = List.copyOf(services);
    }

    /** The names in {@code template}, as far as it can be read. */
    public static TemplateNames of(String template) {
        List<TemplateTag> tags = TemplateTags.of(template).tags();
        return new TemplateNames(
                tags.stream().filter(TemplateNames::repeats).map(TemplateTag::name).distinct()
                        .toList(),
                tags.stream().filter(tag -> tag.kind() == TemplateTag.Kind.VARIABLE)
                        .map(tag -> tag.name().split("\\.", 2))
                        .filter(words -> words.length > 1 && isService(words[0]))
                        .map(words -> new ServiceName(words[0])).distinct().toList());
    }

    private static boolean repeats(TemplateTag tag) {
        boolean opens = tag.kind() == TemplateTag.Kind.SECTION
                || tag.kind() == TemplateTag.Kind.INVERTED;
        return opens && !TemplateWords.POSITION.contains(tag.name());
    }

    private static boolean isService(String word) {
        return !TemplateWords.isReserved(word) && Name.isValid(word) && !Name.endsInNumber(word);
    }
}
