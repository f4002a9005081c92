package orchestrator.core.declaration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

import orchestrator.core.model.SourceMark;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.template.TemplateWords;

/** From the text of a file to its {@link Declaration}. */
final class DeclarationParser {
    private static final String EVERY_NODE = "every-node";
    private static final String BEGIN = "begin with \"project: name\"";

    private final Values values;
    private final Problems problems;
    private final ServiceParser services;
    private final TreeSet<String> unreadable = new TreeSet<>();

    private DeclarationParser(SourceText source, Problems problems) {
        this.values = new Values(problems);
        this.problems = problems;
        this.services = new ServiceParser(values, new OpenTextReader(source, problems));
    }

    /** The declaration, or nothing when the text is no map at all. */
    static Optional<Declaration> parse(SourceText source, Problems problems) {
        if (!SourceCheck.passes(source, problems)
                || AnotherLanguage.isKubernetes(source, problems)) {
            return Optional.empty();
        }
        int before = problems.count();
        Optional<YamlNode> root = YamlTreeReader.read(source, problems);
        if (root.isEmpty() && problems.count() == before) {
            problems.add(ProblemCode.EMPTY_FILE, source.mark(0, 0), "the file declares nothing",
                    BEGIN);
        }
        return root.flatMap(node -> asMap(node, source, problems))
                .filter(fields -> !AnotherLanguage.isCompose(fields, problems))
                .map(fields -> new DeclarationParser(source, problems).read(fields));
    }

    private static Optional<YamlNode.Fields> asMap(YamlNode node, SourceText source,
            Problems problems) {
        return switch (node) {
            case YamlNode.Fields fields when !fields.fields().isEmpty() -> Optional.of(fields);
            case YamlNode.Unreadable _ -> Optional.empty();
            case YamlNode other -> {
                boolean wrong = !(other instanceof YamlNode.Text text && text.isNothing());
                problems.add(ProblemCode.EMPTY_FILE, other.mark(), wrong
                        ? "a declaration is a map of keys"
                        : "the file declares nothing", BEGIN);
                yield Optional.empty();
            }
        };
    }

    private Declaration read(YamlNode.Fields root) {
        Keys keys = new Keys(KeyTable.PROJECT, "the file", root, problems);
        SourceMark start = new SourceMark(root.mark().file(), root.mark().line(),
                root.mark().column(), root.mark().column() + 1);
        requireKey(keys, "project", start, BEGIN);
        requireKey(keys, "services", start, "write services: {web: {image: nginx:1.27}}");
        requireKey(keys, "run", start, "write how many: run: {web: 2}");
        Optional<Marked<String>> project = keys.get("project").flatMap(field -> values.scalar(
                "project", field, Words::addressName));
        return new Declaration(project,
                section(keys, "services", "web: {image: nginx:1.27}", this::service),
                section(keys, "stacks", "lamp: {mysql: 1, apache: 1}", this::stack),
                section(keys, "run", "lamp: 5", this::amount),
                section(keys, "secrets", "db-password: generate", this::secret), unreadable);
    }

    private void requireKey(Keys keys, String key, SourceMark start, String hint) {
        if (!keys.has(key)) {
            unreadable.add(key);
        }
        if (keys.lacks(key)) {
            problems.add(ProblemCode.MISSING_KEY, start, "the file has no \"" + key + "\"", hint);
        }
    }

    private <T> List<T> section(Keys keys, String key, String example,
            Function<YamlNode.Field, Optional<T>> read) {
        int before = problems.count();
        List<T> all = keys.get(key)
                .flatMap(field -> key.equals("run")
                        ? values.mapOrNone(field, key, example)
                        : values.map(field, key, example))
                .map(fields -> values.each(fields, key, read))
                .orElse(List.of());
        boolean counts = key.equals("stacks") || key.equals("run");
        if (problems.count() > before && (counts || all.isEmpty())) {
            unreadable.add(key);
        }
        return all;
    }

    private Optional<ServiceDeclaration> service(YamlNode.Field field) {
        values.read("service", field.key(), DeclarationParser::serviceName);
        return Optional.of(services.parse(field));
    }

    private static Parsed<String> serviceName(String key, String text) {
        boolean reserved = TemplateWords.isReserved(text) || text.equals(EVERY_NODE);
        return reserved
                ? Parsed.wrong(Mistake.of(ProblemCode.BAD_NAME, "\"" + text
                        + "\" has a meaning of its own in ${...} and templates",
                        "choose another name"))
                : Words.addressName(key, text);
    }

    private Optional<Declaration.Stack> stack(YamlNode.Field field) {
        String called = "stack " + VisibleText.quoted(field.name());
        values.read("stack", field.key(), Words::addressName);
        List<Declaration.Amount> members = values.map(field, called, "{mysql: 1, apache: 1}")
                .map(fields -> values.each(fields, called, this::amount))
                .orElse(List.of());
        return Optional.of(new Declaration.Stack(name(field), members));
    }

    private Optional<Declaration.Amount> amount(YamlNode.Field field) {
        return values.scalar("the count of " + VisibleText.quoted(field.name()), field,
                DeclarationParser::count)
                .map(count -> new Declaration.Amount(name(field), count.value()));
    }

    private static Parsed<Count> count(String key, String text) {
        if (text.equals(EVERY_NODE)) {
            return Parsed.value(new Count.EveryNode());
        }
        boolean meant = Suggestion.nearest(text.toLowerCase(Locale.ROOT), List.of(EVERY_NODE))
                .isPresent();
        if (meant) {
            return Parsed.wrong(Mistake.mended(ProblemCode.BAD_NUMBER,
                    key + " is a number or every-node", EVERY_NODE));
        }
        return switch (Numbers.between(0, Numbers.MAX_COUNT).read(key, text)) {
            case Parsed.Value<Integer>(Integer number) -> Parsed.value(
                    new Count.Exactly(number));
            case Parsed.Wrong<Integer>(Mistake mistake) -> Parsed.wrong(mistake.hint().isPresent()
                    ? mistake
                    : mistake.withHint("or write every-node"));
        };
    }

    private Optional<Declaration.Secret> secret(YamlNode.Field field) {
        String called = "secret " + VisibleText.quoted(field.name());
        values.read("secret", field.key(), Words::name);
        boolean generated = values.scalar(called, field, Words.oneOf(List.of("generate", "given")))
                .map(word -> word.value().equals("generate"))
                .orElse(false);
        return Optional.of(new Declaration.Secret(name(field), generated));
    }

    private static Marked<String> name(YamlNode.Field field) {
        return new Marked<>(field.name(), field.key().mark());
    }
}
