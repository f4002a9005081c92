package orchestrator.core.declaration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import orchestrator.core.model.Part.Address;
import orchestrator.core.model.Part.Self;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.template.TemplateWords;

/** What a dotted name means to a service, in <code>${…}</code> and in a template alike. */
final class References {
    private static final Count ONE = new Count.Exactly(1);
    private static final int LONGEST_NAME = 3;

    private final Declaration declaration;
    private final Surroundings surroundings;

    References(Declaration declaration, Surroundings surroundings) {
        this.declaration = declaration;
        this.surroundings = surroundings;
    }

    /** What a name stands for; names are plain texts until all of the file is known to be right. */
    sealed interface Target {
        record Own(Self.Field field) implements Target {}

        record Other(String service, Address.Field field, String port) implements Target {}
    }

    /** The meaning of {@code name} inside the texts of {@code user}. */
    Parsed<Target> resolve(ServiceDeclaration user, String name) {
        if (TemplateWords.SELF.contains(name)) {
            return Parsed.value(new Target.Own(
                    Self.Field.valueOf(name.toUpperCase(Locale.ROOT))));
        }
        String[] words = name.split("\\.", -1);
        Optional<ServiceDeclaration> target = declaration.service(words[0]);
        if (words.length == 1 || words.length > LONGEST_NAME) {
            return wrong(notAReference(name, target.isPresent()));
        }
        if (target.isEmpty()) {
            return wrong(Near.unknown(ProblemCode.UNKNOWN_SERVICE, "\"" + shown(name)
                    + "\" names an unknown service", words[0],
                    declaration.services().stream().map(ServiceDeclaration::name).toList())
                    .withReplacement(nearest -> nearest + name.substring(words[0].length())));
        }
        return field(words[1])
                .map(field -> port(target.get(), field, words))
                .orElseGet(() -> wrong(Mistake.unknown(ProblemCode.UNKNOWN_REFERENCE,
                        "a service has no \"" + shown(words[1]) + "\"",
                        Suggestion.nearest(words[1], TemplateWords.ADDRESS),
                        "it has host, port and address")
                        .withReplacement(nearest -> name.replaceFirst(
                                "\\." + Pattern.quote(words[1]), "." + nearest))));
    }

    private Mistake notAReference(String name, boolean isService) {
        String hint = "write $${ for a literal ${; there are no shell variables";
        if (isService) {
            hint = "write " + name + ".address, " + name + ".host or " + name + ".port";
        }
        return Mistake.unknown(ProblemCode.UNKNOWN_REFERENCE,
                "nothing is called " + VisibleText.quoted(name), isService || isVariable(name)
                        ? Optional.empty()
                        : Suggestion.nearest(name, TemplateWords.SELF),
                hint);
    }

    /** Written as variables of a shell are. */
    private static boolean isVariable(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT));
    }

    private static Optional<Address.Field> field(String word) {
        return TemplateWords.ADDRESS.contains(word)
                ? Optional.of(Address.Field.valueOf(word.toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    private Parsed<Target> port(ServiceDeclaration target, Address.Field field, String[] words) {
        String service = target.name().value();
        List<String> ports = target.portNames();
        boolean named = words.length == LONGEST_NAME;
        if (!target.isReadable("ports")) {
            return Parsed.value(new Target.Other(service, field, ""));
        }
        if (named && field == Address.Field.HOST) {
            return wrong(Mistake.of(ProblemCode.UNKNOWN_REFERENCE,
                    "the host of a service is the same for all its ports",
                    "write " + service + ".host"));
        }
        if (named && !ports.contains(words[2])) {
            return wrong(Near.unknown(ProblemCode.UNKNOWN_PORT, "service \"" + service
                    + "\" has no port " + VisibleText.quoted(words[2]), words[2],
                    target.ports().stream().map(ServiceDeclaration.Port::name).toList())
                    .withReplacement(nearest -> service + "." + words[1] + "." + nearest));
        }
        if (ports.isEmpty()) {
            return wrong(Mistake.of(ProblemCode.UNKNOWN_PORT, "service \"" + service
                    + "\" has no ports, so it cannot be reached",
                    "add ports to it on line "
                            + target.name().mark().line()));
        }
        if (!named && ports.size() > 1 && field != Address.Field.HOST) {
            return wrong(whichPort(service, field, ports));
        }
        return Parsed.value(new Target.Other(service, field, named ? words[2] : ports.getFirst()));
    }

    private static Mistake whichPort(String service, Address.Field field, List<String> ports) {
        String stem = service + "." + field.name().toLowerCase(Locale.ROOT) + ".";
        return Mistake.of(ProblemCode.WHICH_PORT, "service \"" + service + "\" has "
                + ports.size() + " ports", "write " + stem + String.join(" or " + stem, ports));
    }

    /** False when who runs beside whom is not known, because that part of the file is wrong. */
    boolean isSure() {
        return surroundings.isSure();
    }

    /** What keeps {@code user} from having one certain {@code service} beside it, if anything. */
    Optional<Mistake> oneBeside(ServiceDeclaration user, String service) {
        if (!surroundings.isSure()) {
            return Optional.empty();
        }
        for (Surroundings.Place place : surroundings.placesOf(user.name().value())) {
            Optional<Count> count = surroundings.beside(place, service);
            if (count.isEmpty()) {
                return Optional.of(notBeside(user, place, service));
            }
            if (!count.get().equals(ONE)) {
                return Optional.of(Mistake.of(ProblemCode.NOT_ONE, "there is not exactly one \""
                        + service + "\" for a \"" + user.name().value() + "\" " + place.called(),
                        "list them in a template: {{#" + service + "}}{{address}}{{/" + service
                                + "}}"));
            }
        }
        return Optional.empty();
    }

    /** What keeps {@code user} from having any {@code service} beside it, if anything. */
    Optional<Mistake> anyBeside(ServiceDeclaration user, String service) {
        if (!surroundings.isSure()) {
            return Optional.empty();
        }
        return surroundings.placesOf(user.name().value()).stream()
                .filter(place -> surroundings.beside(place, service).isEmpty()).findFirst()
                .map(place -> notBeside(user, place, service));
    }

    private static Mistake notBeside(ServiceDeclaration user, Surroundings.Place place,
            String service) {
        return Mistake.of(ProblemCode.NOT_BESIDE, "no \"" + service + "\" runs beside \""
                + user.name().value() + "\" " + place.called(),
                place.stack().isPresent()
                        ? "add it to that stack, or to run"
                        : "add \"" + service + "\" to run");
    }

    private static String shown(String text) {
        return VisibleText.shown(text);
    }

    private static Parsed<Target> wrong(Mistake mistake) {
        return Parsed.wrong(mistake);
    }
}
