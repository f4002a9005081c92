package orchestrator.core.declaration;

import java.util.List;
import java.util.regex.Pattern;

/** A YAML tree as JSON, its plain scalars typed as editors do it (the core schema of YAML 1.2). */
final class JsonText {
    private static final Pattern NUMBER = Pattern.compile(
            "-?(0|[1-9][0-9]{0,14})(\\.[0-9]+)?([eE][-+]?[0-9]{1,2})?");

    private JsonText() {}

    static String of(YamlNode node) {
        return switch (node) {
            case YamlNode.Text text -> text.plain() ? plain(text.value()) : quoted(text.value());
            case YamlNode.Items items -> "[" + String.join(",", items.items().stream()
                    .map(JsonText::of).toList()) + "]";
            case YamlNode.Fields fields -> "{" + String.join(",", fields.fields().stream()
                    .map(field -> quoted(field.name()) + ":" + of(field.value())).toList()) + "}";
            case YamlNode.Unreadable _ -> "null";
        };
    }

    private static String plain(String text) {
        if (text.isEmpty() || List.of("~", "null", "Null", "NULL").contains(text)) {
            return "null";
        }
        boolean typed = text.equals("true") || text.equals("false")
                || NUMBER.matcher(text).matches();
        return typed ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            out.append(c == '"' || c == '\\' || c < ' ' || c > '~'
                    ? String.format("\\u%04x", (int) c)
                    : c);
        }
        return out.append('"').toString();
    }
}
