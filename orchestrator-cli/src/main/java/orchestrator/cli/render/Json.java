package orchestrator.cli.render;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON object, built in order. Values are text, numbers, booleans, times (UTC), lists, and other
 * objects; an empty {@link Optional} leaves its field out.
 */
public final class Json {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** An empty object. */
    public static Json object() {
        return new Json();
    }

    /** An object that says what it is: {@code orch.status/1}. */
    public static Json document(String schema) {
        return new Json().with("schema", schema);
    }

    /** Adds a field. */
    public Json with(String name, Object value) {
        if (!(value instanceof Optional<?> optional)) {
            fields.put(name, value);
        } else if (optional.isPresent()) {
            fields.put(name, optional.get());
        }
        return this;
    }

    /** The object as one line. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out, this);
        return out.toString();
    }

    private static void write(StringBuilder out, Object value) {
        switch (value) {
            case Json object -> writeObject(out, object.fields);
            case Collection<?> items -> writeList(out, items);
            case Boolean truth -> out.append(truth);
            case Integer number -> out.append(number);
            case Long number -> out.append(number);
            case Instant at -> writeText(out, at.toString());
            default -> writeText(out, value.toString());
        }
    }

    private static void writeObject(StringBuilder out, Map<String, Object> fields) {
        out.append('{');
        String comma = "";
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            out.append(comma);
            writeText(out, field.getKey());
            out.append(':');
            write(out, field.getValue());
            comma = ",";
        }
        out.append('}');
    }

    private static void writeList(StringBuilder out, Collection<?> items) {
        out.append('[');
        Iterator<?> each = items.iterator();
        while (each.hasNext()) {
            write(out, each.next());
            out.append(each.hasNext() ? "," : "");
        }
        out.append(']');
    }

    private static void writeText(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    boolean plain = !Printable.isUnsafe(c) && !Character.isSurrogate(c);
                    out.append(plain ? Character.toString(c) : String.format("\\u%04x", (int) c));
                }
            }
        }
        out.append('"');
    }
}
