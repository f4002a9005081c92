package orchestrator.core.declaration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import orchestrator.core.declaration.ServiceDeclaration.CheckDeclaration;
import orchestrator.core.declaration.ServiceDeclaration.CheckDeclaration.Probe;
import orchestrator.core.model.Check;

/** Reads {@code check}. */
final class CheckParser {
    private static final List<String> PROBES = List.of("http", "tcp", "run");
    private static final Pattern HTTP_PATH = Pattern.compile("/[!-~]{0,1023}");
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofHours(1);
    private static final int MOST_TRIES = 1000;

    private final Values values;
    private final ContentParser contents;

    CheckParser(Values values, ContentParser contents) {
        this.values = values;
        this.contents = contents;
    }

    Optional<CheckDeclaration> check(YamlNode.Field field) {
        return values.map(field, "check", "{http: /}, {tcp: port} or {run: command}")
                .flatMap(fields -> check(field, fields));
    }

    private Optional<CheckDeclaration> check(YamlNode.Field field, YamlNode.Fields fields) {
        int before = values.problems().count();
        Keys keys = new Keys(KeyTable.CHECK, "check", fields, values.problems());
        boolean allKnown = values.problems().count() == before;
        CheckDeclaration.Timing timing = timing(keys);
        Optional<Marked<String>> port = keys.get("port").flatMap(this::name);
        List<String> present = PROBES.stream().filter(keys::has).toList();
        if (present.size() != 1) {
            if (allKnown) {
                values.problems().add(ProblemCode.CONTRADICTION, field.key().mark(), "a check has "
                        + (present.isEmpty() ? "one" : "only one") + " of http, tcp and run",
                        present.isEmpty() ? "write {http: /}" : "keep one of them");
            }
            return Optional.empty();
        }
        YamlNode.Field probe = keys.get(present.getFirst()).orElseThrow();
        if (port.isPresent() && !present.getFirst().equals("http")) {
            values.problems().add(ProblemCode.CONTRADICTION,
                    keys.get("port").orElseThrow().key().mark(),
                    "port goes with http only", "remove it");
        }
        return probe(present.getFirst(), probe).map(known -> new CheckDeclaration(known,
                probe.value().mark(), port, timing));
    }

    private Optional<Probe> probe(String key, YamlNode.Field field) {
        return switch (key) {
            case "http" -> values.scalar(key, field, CheckParser::httpPath)
                    .map(path -> new Probe.Http(path.value()));
            case "tcp" -> name(field).map(Probe.Tcp::new);
            default -> run(field);
        };
    }

    private Optional<Marked<String>> name(YamlNode.Field field) {
        return values.text(field.name(), field)
                .map(text -> new Marked<>(text.value(), text.mark()));
    }

    private static Parsed<String> httpPath(String key, String text) {
        if (HTTP_PATH.matcher(text).matches()) {
            return Parsed.value(text);
        }
        return Parsed.wrong(Mistake.of(ProblemCode.BAD_PATH,
                "http must be a path such as /health, not " + VisibleText.quoted(text),
                text.startsWith("/")
                        ? "letters, digits and marks; a space is %20"
                        : "it is asked of the service itself: only the path"));
    }

    private Optional<Probe> run(YamlNode.Field field) {
        List<OpenText> words = contents.command(field);
        Optional<OpenText.Reference> reference = words.stream()
                .flatMap(word -> word.references().stream()).findFirst();
        reference.ifPresent(found -> values.problems().add(ProblemCode.BAD_REFERENCE, found.mark(),
                "a check runs inside the container and cannot use ${...}",
                "put it into env, or write $${ for a literal ${"));
        if (words.isEmpty() || reference.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Probe.Run(words.stream().map(CheckParser::text).toList()));
    }

    private static String text(OpenText word) {
        return word.pieces().stream().map(piece -> ((OpenText.Literal) piece).text())
                .reduce("", String::concat);
    }

    private CheckDeclaration.Timing timing(Keys keys) {
        return new CheckDeclaration.Timing(
                length(keys, "every", Check.DEFAULT_EVERY, LEAST),
                length(keys, "timeout", Check.DEFAULT_TIMEOUT, LEAST),
                keys.get("tries").flatMap(field -> values.scalar("tries", field,
                        Numbers.between(1, MOST_TRIES))).map(Marked::value)
                        .orElse(Check.DEFAULT_TRIES),
                length(keys, "grace", Check.DEFAULT_GRACE, Duration.ZERO));
    }

    private Duration length(Keys keys, String key, Duration otherwise, Duration least) {
        return keys.get(key)
                .flatMap(field -> values.scalar(key, field, Durations.between(least, MOST)))
                .map(Marked::value).orElse(otherwise);
    }
}
