package orchestrator.core.declaration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import orchestrator.core.declaration.ServiceDeclaration.Place;
import orchestrator.core.declaration.ServiceDeclaration.UpdateDeclaration;
import orchestrator.core.model.ContainerSpec.Stop;
import orchestrator.core.model.ServiceSpec.Update;

/** Reads {@code place}, {@code after}, {@code update} and {@code stop}. */
final class PlacementParser {
    static final Place ANYWHERE = new Place(Optional.empty(), new TreeMap<>(), List.of());
    static final UpdateDeclaration DEFAULT_UPDATE = new UpdateDeclaration(Update.DEFAULT,
            Optional.empty());
    static final Stop DEFAULT_STOP = Stop.DEFAULT;

    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_AT_ONCE = 1000;

    private final Values values;

    PlacementParser(Values values) {
        this.values = values;
    }

    Place place(YamlNode.Field field) {
        return keys(field, KeyTable.PLACE, "{apart: node}").map(keys -> new Place(
                keys.get("apart").flatMap(key -> values.scalar(key, PlacementParser::label))
                        .map(Marked::value),
                keys.get("only").map(this::only).orElse(new TreeMap<>()),
                keys.get("near").map(this::services).orElse(List.of()))).orElse(ANYWHERE);
    }

    private static Parsed<String> label(String key, String text) {
        return Words.name("label of nodes", text);
    }

    private TreeMap<String, String> only(YamlNode.Field field) {
        TreeMap<String, String> labels = new TreeMap<>();
        values.map(field, "only", "{disk: ssd}").ifPresent(fields -> values.each(fields, "only",
                label -> {
                    values.read("only", label.key(), PlacementParser::label);
                    values.scalar("label " + VisibleText.quoted(label.name()), label,
                            PlacementParser::labelValue)
                            .ifPresent(value -> labels.put(label.name(), value.value()));
                    return Optional.empty();
                }));
        return labels;
    }

    private static Parsed<String> labelValue(String key, String text) {
        return LABEL_VALUE.matcher(text).matches()
                ? Parsed.value(text)
                : Parsed.wrong(Mistake.of(ProblemCode.BAD_TEXT, VisibleText.quoted(text)
                        + " is not the value of a label",
                        "letters, digits, dots, dashes and underscores, at most 63"));
    }

    /** Names of services, one or a list: whether they exist is checked when all are known. */
    List<Marked<String>> services(YamlNode.Field field) {
        return values.oneOrMore(field).stream()
                .map(text -> new Marked<>(text.value(), text.mark())).toList();
    }

    UpdateDeclaration update(YamlNode.Field field) {
        return keys(field, KeyTable.UPDATE, "{at-once: 1}").map(this::update)
                .orElse(DEFAULT_UPDATE);
    }

    private UpdateDeclaration update(Keys keys) {
        Optional<Marked<Update.Order>> order = keys.get("order")
                .flatMap(key -> values.scalar(key, Words.constantOf(Update.Order.class)));
        return new UpdateDeclaration(new Update(
                keys.get("at-once").flatMap(key -> values.scalar(key,
                        Numbers.between(1, MOST_AT_ONCE))).map(Marked::value)
                        .orElse(Update.DEFAULT.atOnce()),
                keys.get("stable-for").flatMap(key -> values.scalar(key,
                        Durations.between(Duration.ZERO, LONGEST))).map(Marked::value)
                        .orElse(Update.DEFAULT.stableFor()),
                keys.get("on-failure").flatMap(key -> values.scalar(key,
                        Words.constantOf(Update.OnFailure.class))).map(Marked::value)
                        .orElse(Update.DEFAULT.onFailure()),
                order.map(Marked::value)), order.map(Marked::mark));
    }

    Stop stop(YamlNode.Field field) {
        return keys(field, KeyTable.STOP, "{signal: QUIT, grace: 30s}").map(keys -> new Stop(
                keys.get("signal").flatMap(key -> values.scalar(key, Words::signal))
                        .map(Marked::value).orElse(Stop.DEFAULT.signal()),
                keys.get("grace").flatMap(key -> values.scalar(key,
                        Durations.between(Duration.ZERO, LONGEST))).map(Marked::value)
                        .orElse(Stop.DEFAULT.grace())))
                .orElse(Stop.DEFAULT);
    }

    private Optional<Keys> keys(YamlNode.Field field, KeyTable table, String example) {
        return values.map(field, table.word(), example)
                .map(fields -> new Keys(table, table.word(), fields, values.problems()));
    }
}
