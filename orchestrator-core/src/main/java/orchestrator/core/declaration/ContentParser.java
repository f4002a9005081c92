package orchestrator.core.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import orchestrator.core.declaration.ServiceDeclaration.Content;

/** Reads {@code command}, {@code env} and {@code files}. */
final class ContentParser {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,254}");

    private final Values values;
    private final OpenTextReader texts;

    ContentParser(Values values, OpenTextReader texts) {
        this.values = values;
        this.texts = texts;
    }

    /** A text that is split into words, or a list of the words themselves. */
    List<OpenText> command(YamlNode.Field field) {
        if (field.value() instanceof YamlNode.Text text && !text.isNothing()) {
            return split(text);
        }
        List<OpenText> words = new ArrayList<>();
        for (YamlNode.Text word : values.oneOrMore(field)) {
            if (isOpaque(word)) {
                words.add(texts.read(word));
            }
        }
        return words;
    }

    private List<OpenText> split(YamlNode.Text text) {
        if (!isOpaque(text)) {
            return List.of();
        }
        return switch (CommandSplitter.split(texts.read(text))) {
            case Parsed.Value<List<OpenText>>(List<OpenText> words) -> words;
            case Parsed.Wrong<List<OpenText>>(Mistake mistake) -> {
                values.problems().add(text.mark(), mistake);
                yield List.of();
            }
        };
    }

    List<ServiceDeclaration.Env> env(YamlNode.Field field) {
        return values.map(field, "env", "NAME: value")
                .map(fields -> values.each(fields, "env", this::variable)).orElse(List.of());
    }

    private Optional<ServiceDeclaration.Env> variable(YamlNode.Field field) {
        Optional<Marked<String>> name = values.read("env", field.key(), ContentParser::envName);
        Optional<Content> content = content(field, KeyTable.ENV_SOURCE);
        return name.flatMap(known -> content
                .map(value -> new ServiceDeclaration.Env(known, value)));
    }

    private static Parsed<String> envName(String key, String text) {
        return VARIABLE.matcher(text).matches()
                ? Parsed.value(text)
                : Parsed.wrong(Mistake.of(ProblemCode.BAD_NAME, VisibleText.quoted(text)
                        + " is not the name of a variable",
                        "letters, digits and underscores, not beginning with a digit"));
    }

    List<ServiceDeclaration.FileEntry> files(YamlNode.Field field) {
        return values.map(field, "files", "/path/in/container: {file: name}")
                .map(fields -> values.each(fields, "files", this::file)).orElse(List.of());
    }

    private Optional<ServiceDeclaration.FileEntry> file(YamlNode.Field field) {
        Optional<Marked<String>> path = values.read("the path of a file", field.key(),
                FilePaths::inContainer);
        Optional<Content> content = content(field, KeyTable.FILE_SOURCE);
        return path.flatMap(known -> content
                .map(value -> new ServiceDeclaration.FileEntry(known, value)));
    }

    /** The right side: a text as it is written, or a map with one key that says where it is. */
    private Optional<Content> content(YamlNode.Field field, KeyTable sources) {
        String called = VisibleText.quoted(field.name());
        return switch (field.value()) {
            case YamlNode.Text text when text.isBlank() -> {
                values.problems().add(ProblemCode.NO_VALUE, field.key().mark(),
                        called + " has no value", "write \"\" for an empty one");
                yield Optional.empty();
            }
            case YamlNode.Text text -> isOpaque(text)
                    ? Optional.of(new Content.Inline(texts.read(text)))
                    : Optional.empty();
            case YamlNode.Fields fields -> source(field, fields, sources);
            case YamlNode.Items items -> values.wrong(items,
                    called + " must be a text or a map, not a list", "");
            case YamlNode.Unreadable _ -> Optional.empty();
        };
    }

    private Optional<Content> source(YamlNode.Field field, YamlNode.Fields fields,
            KeyTable table) {
        String called = VisibleText.quoted(field.name());
        int before = values.problems().count();
        Keys keys = new Keys(table, called, fields, values.problems());
        List<String> present = table.keys().stream().filter(keys::has).toList();
        if (present.size() == 1) {
            String key = present.getFirst();
            return source(key, keys.get(key).orElseThrow());
        }
        if (values.problems().count() == before) {
            values.problems().add(ProblemCode.CONTRADICTION, fields.mark(), called
                    + " must come from one of " + String.join(", ", table.keys()),
                    present.isEmpty() ? "name one of them" : "keep one of them");
        }
        return Optional.empty();
    }

    private Optional<Content> source(String key, YamlNode.Field field) {
        return switch (key) {
            case "secret" -> values.text(key, field).map(text -> new Content.Secret(
                    new Marked<>(text.value(), text.mark())));
            case "file" -> values.scalar(key, field, FilePaths::besideDeclaration)
                    .map(Content.File::new);
            default -> values.scalar(key, field, FilePaths::besideDeclaration)
                    .map(Content.Template::new);
        };
    }

    /** No program takes a NUL in its arguments or its environment, and no text file has one. */
    private boolean isOpaque(YamlNode.Text text) {
        boolean fine = text.value().indexOf('\0') < 0;
        if (!fine) {
            values.problems().add(ProblemCode.BAD_TEXT, text.mark(),
                    "a text may not hold the character \\x00", "remove it");
        }
        return fine;
    }
}
