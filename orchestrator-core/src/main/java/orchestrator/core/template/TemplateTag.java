package orchestrator.core.template;

/**
 * One {@code {{…}}} of a template.
 *
 * @param name      what it names, without its sign and the blanks around it
 * @param line      from 1
 * @param column    of the name, from 1, counted in characters a person sees as one
 * @param endColumn one past the name
 */
public record TemplateTag(Kind kind, String name, int line, int column, int endColumn) {
    /** What a tag does. */
    public enum Kind {
        /** Stands for a text. */
        VARIABLE,
        /** Begins what is repeated for every entry of a list. */
        SECTION,
        /** Begins what is shown only where a list is empty. */
        INVERTED,
        /** Ends a section. */
        END
    }
}
