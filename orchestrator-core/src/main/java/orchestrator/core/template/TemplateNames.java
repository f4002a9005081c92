package orchestrator.core.template;

import java.util.ArrayList;
import java.util.List;

import orchestrator.core.model.Name;
import orchestrator.core.model.ServiceName;

/**
 * The tags of a template, in order, as far as they are well-formed: what it names and where.
 * Positions count from 1.
 */
public record TemplateNames(List<Tag> tags) {
    private static final List<String> FIELDS = List.of("address", "port");

    public TemplateNames {
        tags = List.copyOf(tags);
    }

    /**
     * One tag.
     *
     * @param kind the character after the braces: {@code #}, {@code ^}, {@code /}, {@code !}, …, and
     *             a blank for a plain name ({@code {{{name}}}} and {@code {{&name}}} included)
     */
    public record Tag(char kind, String name, int line, int column) {
        /** True for {@code {{#name}}} and {@code {{^name}}}. */
        public boolean opensSection() {
            return kind == '#' || kind == '^';
        }
    }

    /** The tags of {@code template}; an unclosed one is left out. */
    public static TemplateNames of(String template) {
        List<Tag> tags = new ArrayList<>();
        int line = 1;
        int counted = 0;
        int read = 0;
        for (int open = template.indexOf("{{"); open >= 0; open = template.indexOf("{{", read)) {
            int close = template.indexOf("}}", open + 2);
            if (close < 0) {
                break;
            }
            tags.add(tag(template.substring(open + 2, close),
                    line + newlines(template, counted, open),
                    open - template.lastIndexOf('\n', open) + 2));
            read = close + 2;
            line += newlines(template, counted, read);
            counted = read;
        }
        return new TemplateNames(tags);
    }

    private static int newlines(String text, int from, int to) {
        return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
    }

    private static Tag tag(String inside, int line, int column) {
        char first = inside.isEmpty() ? ' ' : inside.charAt(0);
        boolean marked = "#^/!>=&{".indexOf(first) >= 0;
        String text = marked ? inside.substring(1) : inside;
        int indent = text.length() - text.stripLeading().length();
        return new Tag(marked && first != '&' && first != '{' ? first : ' ', text.strip(), line,
                column + indent + (marked ? 1 : 0));
    }

    /** What its sections are called, each once, in order. */
    public List<String> sections() {
        return tags.stream().filter(Tag::opensSection).map(Tag::name).distinct().toList();
    }

    /** The services whose address it is given by {@code {{mysql.host}}} and the like. */
    public List<ServiceName> services() {
        return tags.stream().filter(tag -> tag.kind() == ' ' && tag.name().indexOf('.') > 0)
                .map(tag -> tag.name().substring(0, tag.name().indexOf('.')))
                .filter(name -> !FIELDS.contains(name) && Name.isValid(name)
                        && !Name.endsInNumber(name))
                .distinct().map(ServiceName::new).toList();
    }
}
