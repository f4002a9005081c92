package orchestrator.core.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.declaration.Declaration.Amount;
import orchestrator.core.state.DesiredProject.Count;

/**
 * Who runs beside whom. For a member of a stack the name of a service means the member of the same
 * copy when the stack has one, and otherwise the service that runs directly.
 */
final class Surroundings {
    private final Declaration declaration;
    private final boolean sure;

    Surroundings(Declaration declaration, boolean sure) {
        this.declaration = declaration;
        this.sure = sure;
    }

    /** Somewhere a service runs: in the copies of a stack, or directly. */
    record Place(Optional<Declaration.Stack> stack, Count count) {
        String called() {
            return stack.map(found -> "in stack \"" + found.name().value() + "\"")
                    .orElse("outside stacks");
        }
    }

    /** False when {@code run} or {@code stacks} have problems: then nobody is said to be missing. */
    boolean isSure() {
        return sure;
    }

    /** Every place where a service runs, in the order of {@code run}. */
    List<Place> placesOf(String service) {
        List<Place> places = new ArrayList<>();
        for (Amount amount : declaration.run()) {
            Optional<Declaration.Stack> stack = declaration.stack(amount.name().value());
            boolean member = stack.isPresent() && amount(stack.get().members(), service)
                    .isPresent();
            if (member || stack.isEmpty() && amount.name().value().equals(service)) {
                places.add(new Place(stack, amount.count()));
            }
        }
        return places;
    }

    /** How many of {@code service} one instance in {@code place} sees; empty when there are none. */
    Optional<Count> beside(Place place, String service) {
        return place.stack().flatMap(stack -> amount(stack.members(), service))
                .or(() -> declaration.stack(service).isPresent()
                        ? Optional.empty()
                        : amount(declaration.run(), service));
    }

    private static Optional<Count> amount(List<Amount> amounts, String name) {
        return amounts.stream().filter(each -> each.name().value().equals(name)).findFirst()
                .map(Amount::count);
    }
}
