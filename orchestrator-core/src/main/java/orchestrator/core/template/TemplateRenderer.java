package orchestrator.core.template;

import java.util.Map;

/** Renders a template. */
public final class TemplateRenderer {
    private TemplateRenderer() {}

    /**
     * The text of a template with every name in it replaced; nothing is HTML-escaped.
     *
     * @param values names to strings, maps of names, or lists of maps (sections)
     * @throws TemplateException when the template names what {@code values} lacks, or is malformed
     */
    public static String render(String source, String template, Map<String, Object> values) {
        throw new UnsupportedOperationException();
    }
}
