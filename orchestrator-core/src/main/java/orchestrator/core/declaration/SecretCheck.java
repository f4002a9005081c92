package orchestrator.core.declaration;

import java.util.List;
import java.util.Optional;

import orchestrator.core.declaration.Declaration.Secret;
import orchestrator.core.state.DesiredProject.Count;

/** Checks that every secret in use is declared and can be drawn before the nodes are known. */
final class SecretCheck {
    private final Declaration declaration;
    private final Surroundings surroundings;
    private final Problems problems;

    SecretCheck(Declaration declaration, Surroundings surroundings, Problems problems) {
        this.declaration = declaration;
        this.surroundings = surroundings;
        this.problems = problems;
    }

    void check() {
        declaration.services().forEach(service -> service.secrets().forEach(this::known));
        declaration.secrets().stream().filter(secret -> isPerCopy(secret) && surroundings.isSure())
                .forEach(this::numbered);
    }

    private void known(Marked<String> name) {
        boolean known = declaration.secrets().stream()
                .anyMatch(secret -> secret.name().value().equals(name.value()));
        if (known || declaration.unreadable().contains("secrets")) {
            return;
        }
        Mistake unknown = Near.unknown(ProblemCode.UNKNOWN_SECRET,
                "unknown secret " + VisibleText.quoted(name.value()), name.value(),
                declaration.secrets().stream().map(Secret::name).toList());
        problems.add(name.mark(), declaration.secrets().isEmpty()
                ? unknown.withHint("declare it: secrets: {" + VisibleText.shown(name.value())
                        + ": generate}")
                : unknown);
    }

    private void numbered(Secret secret) {
        Optional<Surroundings.Place> place = placesUsing(secret).stream()
                .filter(each -> each.count() instanceof Count.EveryNode).findFirst();
        place.ifPresent(each -> problems.add(ProblemCode.NO_SECRET_PER_NODE, secret.name().mark(),
                "\"" + secret.name().value() + "\" cannot be drawn for each copy " + each.called()
                        + ": it runs on every node, and nodes come and go",
                "write given"));
    }

    /** True when each copy of a stack has a value of its own: all who use it stand in stacks. */
    boolean isPerCopy(Secret secret) {
        List<Surroundings.Place> places = placesUsing(secret);
        return secret.generated() && !places.isEmpty()
                && places.stream().allMatch(place -> place.stack().isPresent());
    }

    private List<Surroundings.Place> placesUsing(Secret secret) {
        return declaration.services().stream()
                .filter(service -> service.secrets().stream()
                        .anyMatch(name -> name.value().equals(secret.name().value())))
                .flatMap(service -> surroundings.placesOf(service.name().value()).stream())
                .toList();
    }
}
