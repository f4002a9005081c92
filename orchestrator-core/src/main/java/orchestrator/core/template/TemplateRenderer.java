package orchestrator.core.template;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders a template. */
public final class TemplateRenderer {
    private static final Mustache.Compiler COMPILER = Mustache.compiler().escapeHTML(false)
            .strictSections(true).withCollector(new MapsOnly());

    private TemplateRenderer() {}

    /**
     * The text of a template with every name in it replaced; nothing is HTML-escaped.
     *
     * @param source name of the template, for messages
     * @param values names to strings, maps of names, or lists of maps (sections)
     * @throws TemplateException when the template names what {@code values} lacks, or is malformed
     */
    public static String render(String source, String template, Map<String, Object> values) {
        List<TemplateFault> faults = TemplateTags.of(template).faults();
        if (!faults.isEmpty()) {
            TemplateFault fault = faults.getFirst();
            throw new TemplateException(source + ":" + fault.line() + ":" + fault.column() + ": "
                    + fault.message());
        }
        try {
            return COMPILER.compile(template).execute(values);
        } catch (MustacheException.Context e) {
            throw new TemplateException(
                    source + ":" + e.lineNo + ": nothing is called \"" + e.key + "\"");
        } catch (MustacheException e) {
            throw new TemplateException(source + ": not a template that can be read");
        }
    }

    /** Looks names up in maps: the library's own way finds methods of Java objects as well. */
    private static final class MapsOnly extends BasicCollector {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new LinkedHashMap<>();
        }
    }
}
