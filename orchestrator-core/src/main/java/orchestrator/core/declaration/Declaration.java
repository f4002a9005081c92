package orchestrator.core.declaration;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

import orchestrator.core.state.DesiredProject.Count;

/**
 * What a person wrote, key by key, with the place of every value that is checked against others.
 * Names are still plain texts: a wrong one was reported where it stands.
 *
 * @param unreadable top-level keys that hold something that was reported already
 */
record Declaration(Optional<Marked<String>> project, List<ServiceDeclaration> services,
        List<Stack> stacks, List<Amount> run, List<Secret> secrets, SortedSet<String> unreadable) {
    Declaration {
        services = List.copyOf(services);
        stacks = List.copyOf(stacks);
        run = List.copyOf(run);
        secrets = List.copyOf(secrets);
    }

    /** What one copy of a stack holds. */
    record Stack(Marked<String> name, List<Amount> members) {
        Stack {
            members = List.copyOf(members);
        }
    }

    /** How many of what: a line of {@code run} or of a stack. */
    record Amount(Marked<String> name, Count count) {}

    /** A line of {@code secrets}. */
    record Secret(Marked<String> name, boolean generated) {}

    Optional<ServiceDeclaration> service(String name) {
        return services.stream().filter(each -> each.name().value().equals(name)).findFirst();
    }

    Optional<Stack> stack(String name) {
        return stacks.stream().filter(each -> each.name().value().equals(name)).findFirst();
    }

    List<String> serviceNames() {
        return services.stream().map(each -> each.name().value()).toList();
    }
}
