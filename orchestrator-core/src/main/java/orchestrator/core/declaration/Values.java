package orchestrator.core.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the values of fields and reports the ones that are not of the kind the key asks for. */
final class Values {
    private final Problems problems;

    Values(Problems problems) {
        this.problems = problems;
    }

    Problems problems() {
        return problems;
    }

    /** A single value, read as {@code type} says. */
    <T> Optional<Marked<T>> scalar(YamlNode.Field field, ScalarType<T> type) {
        return scalar(field.name(), field, type);
    }

    /** A single value under a name of its own in messages. */
    <T> Optional<Marked<T>> scalar(String called, YamlNode.Field field, ScalarType<T> type) {
        return text(called, field).flatMap(text -> read(called, text, type));
    }

    /** The text of a field that must hold a single value. */
    Optional<YamlNode.Text> text(String called, YamlNode.Field field) {
        return switch (field.value()) {
            case YamlNode.Text text when text.isNothing() -> nothing(field, called);
            case YamlNode.Text text -> Optional.of(text);
            case YamlNode.Unreadable _ -> Optional.empty();
            case YamlNode.Items items -> wrong(items, called + " is one value, not a list", "");
            case YamlNode.Fields fields -> wrong(fields, called + " is one value, not a map", "");
        };
    }

    <T> Optional<Marked<T>> read(String called, YamlNode.Text text, ScalarType<T> type) {
        return switch (type.read(called, text.value())) {
            case Parsed.Value<T>(T value) -> Optional.of(new Marked<>(value, text.mark()));
            case Parsed.Wrong<T>(Mistake mistake) -> {
                problems.add(text.mark(), mistake);
                yield Optional.empty();
            }
        };
    }

    /** A map; {@code example} is one line of such a map, for who wrote something else. */
    Optional<YamlNode.Fields> map(YamlNode.Field field, String called, String example) {
        return switch (field.value()) {
            case YamlNode.Fields fields when !fields.fields().isEmpty() -> Optional.of(fields);
            case YamlNode.Fields _ -> empty(field, called);
            case YamlNode.Text text when text.isNothing() -> nothing(field, called);
            case YamlNode.Unreadable _ -> Optional.empty();
            case YamlNode other -> wrong(other, called + " must be a map", "write " + example);
        };
    }

    /** A map that may be empty when that is written as {@code {}}. */
    Optional<YamlNode.Fields> mapOrNone(YamlNode.Field field, String called, String example) {
        return field.value() instanceof YamlNode.Fields fields
                ? Optional.of(fields)
                : map(field, called, example);
    }

    /** Every line of a map read alike, without those that could not be. */
    <T> List<T> each(YamlNode.Fields fields, String called,
            Function<YamlNode.Field, Optional<T>> read) {
        List<T> all = new ArrayList<>();
        Keys.distinct(called, fields, problems).values()
                .forEach(field -> read.apply(field).ifPresent(all::add));
        return all;
    }

    /** One value or a list of them. */
    List<YamlNode.Text> oneOrMore(YamlNode.Field field) {
        return switch (field.value()) {
            case YamlNode.Items items when items.items().isEmpty() -> {
                empty(field, field.name());
                yield List.of();
            }
            case YamlNode.Items items -> items.items().stream()
                    .map(item -> text(field.name(), new YamlNode.Field(field.key(), item)))
                    .flatMap(Optional::stream).toList();
            case YamlNode.Fields fields -> {
                wrong(fields, field.name() + " must be a name or a list, not a map", "");
                yield List.of();
            }
            case YamlNode.Text _,YamlNode.Unreadable _ -> text(field.name(), field).stream()
                    .toList();
        };
    }

    <T> Optional<T> nothing(YamlNode.Field field, String called) {
        problems.add(ProblemCode.NO_VALUE, field.key().mark(), called + " has no value",
                "give it one, or remove the key");
        return Optional.empty();
    }

    private <T> Optional<T> empty(YamlNode.Field field, String called) {
        problems.add(ProblemCode.NO_VALUE, field.key().mark(), called + " is empty",
                "put something into it, or remove the key");
        return Optional.empty();
    }

    <T> Optional<T> wrong(YamlNode node, String message, String hint) {
        problems.add(node.mark(), hint.isEmpty()
                ? Mistake.of(ProblemCode.WRONG_TYPE, message)
                : Mistake.of(ProblemCode.WRONG_TYPE, message, hint));
        return Optional.empty();
    }
}
