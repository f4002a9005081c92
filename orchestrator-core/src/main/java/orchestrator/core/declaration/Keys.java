package orchestrator.core.declaration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A map whose keys are those of one {@link KeyTable}. A misspelt key is reported and then read as
 * the key that was meant, so that it brings no further problems and hides none.
 */
final class Keys {
    private final KeyTable table;
    private final Map<String, YamlNode.Field> byKey = new LinkedHashMap<>();
    private boolean unclear;

    /** Takes the fields in; {@code where} names the map in messages: {@code service "mysql"}. */
    Keys(KeyTable table, String where, YamlNode.Fields node, Problems problems) {
        this.table = table;
        List<YamlNode.Field> unknown = new ArrayList<>();
        for (YamlNode.Field field : distinct(where, node, problems).values()) {
            if (table.keys().contains(field.name())) {
                byKey.put(field.name(), field);
            } else {
                unknown.add(field);
            }
        }
        unknown.forEach(field -> takeUnknown(where, field, problems));
    }

    /** The fields by name; a second one of a name is reported and left out. */
    static SequencedMap<String, YamlNode.Field> distinct(String where, YamlNode.Fields node,
            Problems problems) {
        SequencedMap<String, YamlNode.Field> first = new LinkedHashMap<>();
        for (YamlNode.Field field : node.fields()) {
            YamlNode.Field earlier = first.putIfAbsent(field.name(), field);
            if (earlier != null) {
                problems.add(ProblemCode.DUPLICATE_KEY, field.key().mark(),
                        VisibleText.quoted(field.name()) + " stands twice in " + where,
                        "first on line " + earlier.key().mark().line());
            }
        }
        return first;
    }

    private void takeUnknown(String where, YamlNode.Field field, Problems problems) {
        Optional<String> foreign = ForeignKeys.hint(field.name());
        Optional<String> nearest = foreign.isPresent()
                ? Optional.empty()
                : Suggestion.nearest(field.name(), table.keys());
        String message = "unknown key " + VisibleText.quoted(field.name()) + " in " + where;
        problems.add(field.key().mark(), Mistake.unknown(ProblemCode.UNKNOWN_KEY, message, nearest,
                foreign.orElseGet(() -> otherwise(field.name()))));
        nearest.ifPresent(meant -> byKey.putIfAbsent(meant, field));
        unclear |= nearest.isEmpty() && foreign.isEmpty() && table.homeOf(field.name()).isEmpty();
    }

    private String otherwise(String key) {
        boolean few = table != KeyTable.PROJECT && table != KeyTable.SERVICE;
        return few
                ? "known here: " + String.join(", ", table.keys())
                : table.homeOf(key).map(home -> "it belongs " + home.place()
                        + ": check the indent").orElse("");
    }

    Optional<YamlNode.Field> get(String key) {
        if (!table.keys().contains(key)) {
            throw new IllegalStateException("not a key of " + table + ": " + key);
        }
        return Optional.ofNullable(byKey.get(key));
    }

    /** True when {@code key} is missing, and no other key could be a misspelling of it. */
    boolean lacks(String key) {
        return !has(key) && !unclear;
    }

    boolean has(String key) {
        return get(key).isPresent();
    }
}
