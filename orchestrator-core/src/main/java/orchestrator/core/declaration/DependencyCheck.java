package orchestrator.core.declaration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Checks {@code after} and {@code place: near}: known names, something beside, no cycles. */
final class DependencyCheck {
    private final Declaration declaration;
    private final References references;
    private final Problems problems;

    DependencyCheck(Declaration declaration, References references, Problems problems) {
        this.declaration = declaration;
        this.references = references;
        this.problems = problems;
    }

    void check() {
        check("after", ServiceDeclaration::after, "waits for");
        check("near", service -> service.place().near(), "is placed near");
    }

    private void check(String key, Function<ServiceDeclaration, List<Marked<String>>> edges,
            String verb) {
        declaration.services().forEach(service -> {
            Set<String> seen = new TreeSet<>();
            edges.apply(service).forEach(name -> {
                if (!seen.add(name.value())) {
                    problems.add(ProblemCode.DUPLICATE_KEY, name.mark(), "\"" + name.value()
                            + "\" stands twice in " + key, "remove one");
                } else {
                    edge(key, service, name);
                }
            });
        });
        cycles(edges, verb);
    }

    private void edge(String key, ServiceDeclaration service, Marked<String> name) {
        if (declaration.service(name.value()).isPresent()) {
            references.anyBeside(service, name.value())
                    .filter(_ -> !name.value().equals(service.name().value()))
                    .ifPresent(mistake -> problems.add(name.mark(), mistake));
        } else if (declaration.stack(name.value()).isPresent()) {
            problems.add(ProblemCode.UNKNOWN_SERVICE, name.mark(), "\"" + name.value()
                    + "\" is a stack: " + key + " names services", "name a service of it");
        } else if (!declaration.unreadable().contains("services")) {
            problems.add(name.mark(), Near.unknown(ProblemCode.UNKNOWN_SERVICE, key
                    + " names an unknown service " + VisibleText.quoted(name.value()),
                    name.value(),
                    declaration.services().stream().map(ServiceDeclaration::name).toList()));
        }
    }

    private void cycles(Function<ServiceDeclaration, List<Marked<String>>> edges, String verb) {
        Set<String> reported = new TreeSet<>();
        for (ServiceDeclaration service : declaration.services()) {
            String start = service.name().value();
            Optional<List<String>> cycle = reported.contains(start)
                    ? Optional.empty()
                    : path(start, start, edges, new LinkedHashSet<>());
            cycle.ifPresent(path -> {
                reported.addAll(path);
                Marked<String> first = edges.apply(service).stream()
                        .filter(name -> name.value().equals(path.get(1))).findFirst()
                        .orElseThrow();
                problems.add(ProblemCode.CYCLE, first.mark(), "\"" + start + "\" " + verb
                        + " itself: " + String.join(" -> ", path), "remove one of these");
            });
        }
    }

    /** From {@code from} to {@code goal} by way of services not yet seen; both ends are in it. */
    private Optional<List<String>> path(String from, String goal,
            Function<ServiceDeclaration, List<Marked<String>>> edges, Set<String> seen) {
        List<Marked<String>> next = declaration.service(from).map(edges).orElse(List.of());
        for (Marked<String> name : next) {
            if (name.value().equals(goal)) {
                return Optional.of(List.of(from, goal));
            }
            Optional<List<String>> rest = seen.add(name.value())
                    ? path(name.value(), goal, edges, seen)
                    : Optional.empty();
            if (rest.isPresent()) {
                List<String> whole = new ArrayList<>(List.of(from));
                whole.addAll(rest.get());
                return Optional.of(whole);
            }
        }
        return Optional.empty();
    }
}
