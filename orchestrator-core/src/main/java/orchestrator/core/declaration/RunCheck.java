package orchestrator.core.declaration;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import orchestrator.core.declaration.Declaration.Amount;
import orchestrator.core.declaration.Declaration.Stack;
import orchestrator.core.state.DesiredProject.Count;

/** Checks {@code stacks} and {@code run}: that every name in them exists, and means one thing. */
final class RunCheck {
    private final Declaration declaration;
    private final Problems problems;
    private final List<Marked<String>> services;

    RunCheck(Declaration declaration, Problems problems) {
        this.declaration = declaration;
        this.problems = problems;
        this.services = declaration.services().stream().map(ServiceDeclaration::name).toList();
    }

    void check() {
        declaration.stacks().forEach(this::nameClashes);
        declaration.stacks().forEach(stack -> stack.members()
                .forEach(member -> checkMember(stack, member)));
        declaration.run().forEach(this::checkRun);
    }

    private void nameClashes(Stack stack) {
        String name = stack.name().value();
        declaration.service(name).ifPresent(service -> problems.add(ProblemCode.NAME_CLASH,
                stack.name().mark(), VisibleText.quoted(name) + " is already the name of a service",
                "that is on line " + service.name().mark().line()));
        for (Marked<String> service : services) {
            String start = name + "-";
            boolean numbered = service.value().startsWith(start)
                    && service.value().substring(start.length()).matches("[0-9]+-.*");
            if (numbered) {
                problems.add(ProblemCode.NAME_CLASH, service.mark(), "\"" + service.value()
                        + "\" would read as a member of a copy of stack \"" + name + "\"",
                        "choose another name");
            }
        }
    }

    private void checkMember(Stack stack, Amount member) {
        if (isKnown("services", member.name().value(), services)) {
            return;
        }
        problems.add(member.name().mark(), Near.unknown(ProblemCode.UNKNOWN_SERVICE, "stack "
                + VisibleText.quoted(stack.name().value()) + " uses an unknown service "
                + VisibleText.quoted(member.name().value()), member.name().value(), services));
    }

    private void checkRun(Amount amount) {
        List<Marked<String>> known = Stream.concat(
                declaration.stacks().stream().map(Stack::name), services.stream()).toList();
        boolean certain = declaration.unreadable().contains("stacks")
                && declaration.stacks().isEmpty();
        if (!certain && !isKnown("services", amount.name().value(), known)) {
            problems.add(amount.name().mark(), Near.unknown(ProblemCode.UNKNOWN_SERVICE,
                    "nothing to run is called " + VisibleText.quoted(amount.name().value()),
                    amount.name().value(), known));
        }
        Optional<Stack> stack = declaration.stack(amount.name().value());
        if (stack.isPresent() && isEveryNode(amount)) {
            stack.get().members().stream().filter(RunCheck::isEveryNode).findFirst()
                    .ifPresent(member -> problems.add(ProblemCode.CONTRADICTION,
                            amount.name().mark(), "every copy of \"" + amount.name().value()
                                    + "\" already runs \"" + member.name().value()
                                    + "\" on every node",
                            "write a number here or on line " + member.name().mark().line()));
        }
    }

    private boolean isKnown(String section, String name, List<Marked<String>> known) {
        boolean listed = known.stream().anyMatch(each -> each.value().equals(name));
        return listed || declaration.unreadable().contains(section);
    }

    private static boolean isEveryNode(Amount amount) {
        return amount.count() instanceof Count.EveryNode;
    }
}
