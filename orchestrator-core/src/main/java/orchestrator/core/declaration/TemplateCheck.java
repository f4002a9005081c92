package orchestrator.core.declaration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.core.model.SourceMark;
import orchestrator.core.template.TemplateFault;
import orchestrator.core.template.TemplateTag;
import orchestrator.core.template.TemplateTags;
import orchestrator.core.template.TemplateWords;

/** Checks that everything a template names exists for the service that renders it. */
final class TemplateCheck {
    private final Declaration declaration;
    private final References references;
    private final Problems problems;

    TemplateCheck(Declaration declaration, References references, Problems problems) {
        this.declaration = declaration;
        this.references = references;
        this.problems = problems;
    }

    /** Checks the text of one template; {@code file} is what its problems are filed under. */
    void check(ServiceDeclaration user, String file, String text) {
        TemplateTags template = TemplateTags.of(text);
        for (TemplateFault fault : template.faults()) {
            problems.add(ProblemCode.BAD_TEMPLATE, new SourceMark(file, fault.line(),
                    fault.column(), fault.endColumn()), fault.message(), fault.hint());
        }
        Deque<List<ServiceDeclaration>> open = new ArrayDeque<>();
        for (TemplateTag tag : template.tags()) {
            switch (tag.kind()) {
                case VARIABLE -> variable(user, tag, open)
                        .ifPresent(mistake -> add(file, tag, mistake));
                case SECTION, INVERTED -> open.push(section(user, tag, open, file));
                case END -> open.poll();
            }
        }
    }

    private void add(String file, TemplateTag tag, Mistake mistake) {
        problems.add(new SourceMark(file, tag.line(), tag.column(), tag.endColumn()), mistake);
    }

    /** What the section repeats over; the marker of an unreadable one lets anything pass. */
    private List<ServiceDeclaration> section(ServiceDeclaration user, TemplateTag tag,
            Deque<List<ServiceDeclaration>> open, String file) {
        if (TemplateWords.POSITION.contains(tag.name())) {
            if (open.isEmpty()) {
                add(file, tag, Mistake.of(ProblemCode.UNKNOWN_IN_TEMPLATE, "\"" + tag.name()
                        + "\" has a meaning inside a section only"));
            }
            return open.isEmpty() ? List.of() : open.peek();
        }
        Parsed<ServiceDeclaration> service = selected(user, tag.name());
        if (service instanceof Parsed.Wrong<ServiceDeclaration>(Mistake mistake)) {
            if (references.isSure()) {
                add(file, tag, mistake);
            }
            return declaration.services();
        }
        return tag.kind() == TemplateTag.Kind.INVERTED
                ? open.isEmpty() ? List.of() : open.peek()
                : List.of(service.checked());
    }

    private Parsed<ServiceDeclaration> selected(ServiceDeclaration user, String selector) {
        int slash = selector.indexOf('/');
        if (slash >= 0) {
            return member(selector.substring(0, slash), selector.substring(slash + 1));
        }
        Optional<ServiceDeclaration> service = declaration.service(selector);
        if (service.isEmpty()) {
            return Parsed.wrong(unknownSection(selector));
        }
        return references.anyBeside(user, selector).<Parsed<ServiceDeclaration>>map(mistake -> {
            String inStack = declaration.stacks().stream()
                    .filter(stack -> stack.members().stream()
                            .anyMatch(member -> member.name().value().equals(selector)))
                    .findFirst().map(stack -> stack.name().value() + "/" + selector).orElse("");
            return Parsed.wrong(inStack.isEmpty()
                    ? mistake
                    : Mistake.mended(mistake.code(), mistake.message(), inStack));
        }).orElseGet(() -> Parsed.value(service.get()));
    }

    private Mistake unknownSection(String selector) {
        Stream<String> members = declaration.stacks().stream().flatMap(stack -> stack.members()
                .stream().map(member -> stack.name().value() + "/" + member.name().value()));
        List<String> known = Stream.concat(members, declaration.serviceNames().stream()).toList();
        return Mistake.unknown(ProblemCode.UNKNOWN_IN_TEMPLATE,
                "no list is called " + VisibleText.quoted(selector),
                Suggestion.nearest(selector, known), "lists: " + String.join(", ", known));
    }

    private Parsed<ServiceDeclaration> member(String stackName, String serviceName) {
        String selector = stackName + "/" + serviceName;
        Optional<Declaration.Stack> stack = declaration.stack(stackName);
        boolean member = stack.isPresent() && stack.get().members().stream()
                .anyMatch(each -> each.name().value().equals(serviceName));
        Optional<ServiceDeclaration> service = declaration.service(serviceName);
        return member && service.isPresent()
                ? Parsed.value(service.get())
                : Parsed.wrong(unknownSection(selector));
    }

    private Optional<Mistake> variable(ServiceDeclaration user, TemplateTag tag,
            Deque<List<ServiceDeclaration>> open) {
        List<ServiceDeclaration> entries = open.isEmpty() ? List.of() : open.peek();
        String first = tag.name().split("\\.", 2)[0];
        if (entries.size() > 1 || !entries.isEmpty()
                && TemplateWords.POSITION.contains(tag.name())) {
            return Optional.empty();
        }
        if (!entries.isEmpty() && TemplateWords.ENTRY.contains(first)) {
            return entry(entries.getFirst(), tag.name());
        }
        return switch (references.resolve(user, tag.name())) {
            case Parsed.Value<References.Target>(References.Target.Other other) -> references
                    .oneBeside(user, other.service());
            case Parsed.Value<References.Target> _ -> Optional.empty();
            case Parsed.Wrong<References.Target>(Mistake mistake) -> Optional.of(
                    inTemplate(tag.name(), mistake, !entries.isEmpty()));
        };
    }

    private static Mistake inTemplate(String name, Mistake mistake, boolean inSection) {
        if (mistake.code() != ProblemCode.UNKNOWN_REFERENCE || name.contains(".")) {
            return mistake;
        }
        List<String> known = new ArrayList<>(inSection ? TemplateWords.ENTRY : List.of());
        known.addAll(TemplateWords.SELF);
        return Mistake.unknown(ProblemCode.UNKNOWN_IN_TEMPLATE, mistake.message(),
                Suggestion.nearest(name, known),
                "known here: " + String.join(", ", known.stream().distinct().toList()));
    }

    /** A field of an entry: it may ask for a port, by name where there are several. */
    private static Optional<Mistake> entry(ServiceDeclaration service, String name) {
        String[] words = name.split("\\.", 2);
        boolean ofPort = words[0].equals("port") || words[0].equals("address");
        List<String> ports = service.portNames();
        String called = "service \"" + service.name().value() + "\"";
        if (!service.isReadable("ports") || !ofPort && words.length == 1) {
            return Optional.empty();
        }
        if (!ofPort) {
            return Optional.of(Mistake.of(ProblemCode.UNKNOWN_IN_TEMPLATE,
                    "nothing is called \"" + name + "\"", "write " + words[0]));
        }
        if (words.length > 1 && !ports.contains(words[1]) || ports.isEmpty()) {
            return Optional.of(Near.unknown(ProblemCode.UNKNOWN_PORT, called + " has no port"
                    + (words.length > 1 ? " \"" + words[1] + "\"" : ""),
                    words.length > 1 ? words[1] : "",
                    service.ports().stream().map(ServiceDeclaration.Port::name).toList()));
        }
        return words.length > 1 || ports.size() == 1
                ? Optional.empty()
                : Optional.of(Mistake.of(ProblemCode.WHICH_PORT,
                        called + " has " + ports.size() + " ports",
                        "write " + name + "." + String.join(" or " + name + ".", ports)));
    }
}
