package orchestrator.core.declaration;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Checks {@code after} and {@code place: near}: names that are known and run beside. */
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
        check("after", ServiceDeclaration::after);
        check("near", service -> service.place().near());
    }

    private void check(String key,
            Function<ServiceDeclaration, List<Marked<String>>> edges) {
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
}
