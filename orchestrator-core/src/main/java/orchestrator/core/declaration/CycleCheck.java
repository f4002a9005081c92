package orchestrator.core.declaration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import orchestrator.core.declaration.ServiceDeclaration.Content;
import orchestrator.core.template.TemplateNames;

/**
 * Checks that no service waits for itself. An instance waits for those it comes after to be ready,
 * and for those it is near or whose address it is given to have a place: all of these together must
 * not run in a circle, or none in it would ever start.
 */
final class CycleCheck {
    private final Declaration declaration;
    private final SortedMap<String, String> files;
    private final Problems problems;

    CycleCheck(Declaration declaration, SortedMap<String, String> files, Problems problems) {
        this.declaration = declaration;
        this.files = files;
        this.problems = problems;
    }

    void check() {
        Set<String> reported = new TreeSet<>();
        for (ServiceDeclaration service : declaration.services()) {
            String start = service.name().value();
            Optional<List<String>> cycle = reported.contains(start)
                    ? Optional.empty()
                    : path(start, start, new LinkedHashSet<>());
            cycle.ifPresent(path -> {
                reported.addAll(path);
                Marked<String> first = waitsFor(service)
                        .filter(name -> name.value().equals(path.get(1))).findFirst()
                        .orElseThrow();
                problems.add(ProblemCode.CYCLE, first.mark(), "\"" + start
                        + "\" waits for itself: " + String.join(" -> ", path),
                        "none of them would ever start");
            });
        }
    }

    /** From {@code from} to {@code goal} by way of services not yet seen; both ends are in it. */
    private Optional<List<String>> path(String from, String goal, Set<String> seen) {
        List<Marked<String>> next = declaration.service(from).map(this::waitsFor)
                .orElse(Stream.empty()).toList();
        for (Marked<String> name : next) {
            if (name.value().equals(goal)) {
                return Optional.of(List.of(from, goal));
            }
            Optional<List<String>> rest = seen.add(name.value())
                    ? path(name.value(), goal, seen)
                    : Optional.empty();
            if (rest.isPresent()) {
                List<String> whole = new ArrayList<>(List.of(from));
                whole.addAll(rest.get());
                return Optional.of(whole);
            }
        }
        return Optional.empty();
    }

    private Stream<Marked<String>> waitsFor(ServiceDeclaration service) {
        Stream<Marked<String>> named = Stream.concat(service.after().stream(),
                service.place().near().stream());
        Stream<Marked<String>> inTexts = service.texts().stream()
                .flatMap(text -> text.references().stream())
                .filter(reference -> reference.name().contains("."))
                .map(reference -> new Marked<>(reference.name().split("\\.", 2)[0],
                        reference.mark()));
        Stream<Marked<String>> inTemplates = service.contents().stream()
                .flatMap(content -> content instanceof Content.Template(Marked<String> path)
                        ? addressesIn(path)
                        : Stream.empty());
        return Stream.of(named, inTexts, inTemplates).flatMap(each -> each);
    }

    private Stream<Marked<String>> addressesIn(Marked<String> path) {
        return TemplateNames.of(files.getOrDefault(path.value(), "")).services().stream()
                .map(name -> new Marked<>(name.value(), path.mark()));
    }
}
