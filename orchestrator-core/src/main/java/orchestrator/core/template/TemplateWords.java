package orchestrator.core.template;

import java.util.List;

/** The words that have a meaning of their own in templates and in {@code ${…}}. */
public final class TemplateWords {
    /** What is known of the instance itself. */
    public static final List<String> SELF = List.of("project", "instance", "copy", "number",
            "node");

    /** What may stand after the name of a service: {@code mysql.host}. */
    public static final List<String> ADDRESS = List.of("host", "port", "address");

    /** What every entry of a list has, inside its section. */
    public static final List<String> ENTRY = List.of("id", "name", "address", "host", "port",
            "copy", "number", "node");

    /** Where an entry stands in its list, inside its section. */
    public static final List<String> POSITION = List.of("-first", "-last", "-index");

    private TemplateWords() {}

    /** True when a service may not be called so, because the word means something else. */
    public static boolean isReserved(String name) {
        return SELF.contains(name) || ENTRY.contains(name);
    }
}
