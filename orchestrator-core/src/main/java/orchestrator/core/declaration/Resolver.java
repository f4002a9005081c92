package orchestrator.core.declaration;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

import orchestrator.core.declaration.ServiceDeclaration.Content;
import orchestrator.core.state.DesiredProject;

/** From a {@link Declaration} to what it asks for: checks every name in it, then builds. */
final class Resolver {
    /** Most of the referenced files together, in characters: they are kept in one record. */
    static final int MAX_FILES = 512 * 1024;

    private final Declaration declaration;
    private final SortedMap<String, String> files;
    private final Problems problems;

    Resolver(Declaration declaration, SortedMap<String, String> files, Problems problems) {
        this.declaration = declaration;
        this.files = files;
        this.problems = problems;
    }

    /** What should run; present when neither this nor anything before found a problem. */
    Optional<DesiredProject> resolve(String fileName, int revision) {
        int before = problems.count();
        new RunCheck(declaration, problems).check();
        boolean sure = problems.count() == before && declaration.unreadable().isEmpty();
        Surroundings surroundings = new Surroundings(declaration, sure);
        References references = new References(declaration, surroundings);
        SecretCheck secrets = new SecretCheck(declaration, surroundings, problems);
        checkServices(references);
        new DependencyCheck(declaration, references, problems).check();
        new CycleCheck(declaration, files, problems).check();
        secrets.check();
        checkFiles(fileName, new TemplateCheck(declaration, references, problems));
        return problems.count() > 0
                ? Optional.empty()
                : Optional.of(new ProjectBuilder(declaration, references, files)
                        .build(revision, secrets));
    }

    private void checkServices(References references) {
        PortCheck ports = new PortCheck(problems);
        MountCheck mounts = new MountCheck(problems);
        for (ServiceDeclaration service : declaration.services()) {
            ports.check(service);
            mounts.check(service);
            service.texts().forEach(text -> text.references()
                    .forEach(reference -> check(service, reference, references)));
        }
    }

    private void check(ServiceDeclaration service, OpenText.Reference reference,
            References references) {
        switch (references.resolve(service, reference.name())) {
            case Parsed.Wrong<References.Target>(Mistake mistake) -> {
                boolean uncertain = mistake.code() == ProblemCode.UNKNOWN_SERVICE
                        && declaration.unreadable().contains("services");
                if (!uncertain) {
                    problems.add(reference.mark(),
                            mistake.withReplacement(name -> "${" + name + "}"));
                }
            }
            case Parsed.Value<References.Target>(References.Target.Other other) -> references
                    .oneBeside(service, other.service())
                    .ifPresent(mistake -> problems.add(reference.mark(), mistake));
            case Parsed.Value<References.Target> _ -> {
            }
        }
    }

    private void checkFiles(String fileName, TemplateCheck templates) {
        int size = files.values().stream().mapToInt(String::length).sum();
        Set<Content> checked = new LinkedHashSet<>();
        for (ServiceDeclaration service : declaration.services()) {
            for (Content content : service.contents()) {
                if (content instanceof Content.Template(Marked<String> path)) {
                    present(path, size).ifPresent(text -> templates.check(service,
                            DeclarationReader.nameBeside(fileName, path.value()), text));
                } else if (content instanceof Content.File(Marked<String> path)
                        && checked.add(content)) {
                    present(path, size);
                }
            }
        }
    }

    private Optional<String> present(Marked<String> path, int size) {
        String text = files.get(path.value());
        if (text == null) {
            problems.add(ProblemCode.MISSING_FILE, path.mark(), "there is no file "
                    + VisibleText.quoted(path.value()) + " that can be read as text",
                    "paths begin at the folder of this file");
        } else if (size > MAX_FILES) {
            problems.add(ProblemCode.TOO_LARGE, path.mark(),
                    "the files of a project are larger than 512KB together",
                    "put large ones into the image");
            return Optional.empty();
        }
        return Optional.ofNullable(text);
    }
}
