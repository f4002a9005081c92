package orchestrator.core.declaration;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import orchestrator.core.declaration.Declaration.Amount;
import orchestrator.core.declaration.ServiceDeclaration.CheckDeclaration;
import orchestrator.core.declaration.ServiceDeclaration.Content;
import orchestrator.core.model.Check;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.Part;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.StackName;
import orchestrator.core.model.Value;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Member;
import orchestrator.core.state.DesiredProject.RunEntry;
import orchestrator.core.state.DesiredProject.SecretSpec;

/** Builds what should run from a declaration without problems. */
final class ProjectBuilder {
    private final Declaration declaration;
    private final References references;
    private final SortedMap<String, String> files;

    ProjectBuilder(Declaration declaration, References references,
            SortedMap<String, String> files) {
        this.declaration = declaration;
        this.references = references;
        this.files = files;
    }

    DesiredProject build(int revision, SecretCheck secrets) {
        return new DesiredProject(new ProjectName(declaration.project().orElseThrow().value()),
                revision,
                declaration.services().stream().map(this::service).toList(),
                declaration.run().stream().map(this::runEntry).toList(),
                declaration.secrets().stream().map(secret -> new SecretSpec(
                        new SecretName(secret.name().value()), secret.generated(),
                        secrets.isPerCopy(secret))).toList());
    }

    private RunEntry runEntry(Amount amount) {
        String name = amount.name().value();
        return declaration.stack(name)
                .<RunEntry>map(stack -> new RunEntry.Stack(new StackName(name), amount.count(),
                        stack.members().stream().map(member -> new Member(
                                new ServiceName(member.name().value()), member.count()))
                                .toList()))
                .orElseGet(() -> new RunEntry.Service(new ServiceName(name), amount.count()));
    }

    private ServiceSpec service(ServiceDeclaration service) {
        ServiceSpec.Place place = new ServiceSpec.Place(service.place().apart(),
                service.place().only(), names(service.place().near()));
        return new ServiceSpec(new ServiceName(service.name().value()), container(service), place,
                names(service.after()), service.update().update(),
                service.exclusive().map(Marked::value).orElse(ServiceSpec.Exclusive.NO),
                service.lostAfter(), service.name().mark());
    }

    private static List<ServiceName> names(List<Marked<String>> names) {
        return names.stream().map(name -> new ServiceName(name.value())).toList();
    }

    private ContainerSpec container(ServiceDeclaration service) {
        return new ContainerSpec(service.image(),
                service.command().stream().map(word -> parts(service, word)).toList(),
                service.env().stream().map(env -> new ContainerSpec.Env(env.name().value(),
                        value(service, env.value()))).toList(),
                service.files().stream().map(file -> new ContainerSpec.FileMount(
                        file.path().value(), content(service, file.content()))).toList(),
                service.ports().stream().map(port -> port(service, port)).toList(),
                service.volumes().stream().map(volume -> new ContainerSpec.Volume(
                        volume.path().value(), volume.name().value(), volume.leaveBehind()))
                        .toList(),
                service.resources(), service.check().map(check -> check(service, check)),
                service.reload().map(Marked::value), service.stop());
    }

    private static ContainerSpec.Port port(ServiceDeclaration service,
            ServiceDeclaration.Port port) {
        Optional<Integer> published = service.publish().stream()
                .filter(each -> each.name().value().equals(port.name().value())).findFirst()
                .map(each -> each.number().value());
        return new ContainerSpec.Port(port.name().value(), port.number().value(), published);
    }

    private static Check check(ServiceDeclaration service, CheckDeclaration check) {
        Check.Probe probe = switch (check.probe()) {
            case CheckDeclaration.Probe.Http(String path) -> new Check.Probe.Http(path,
                    check.port().map(Marked::value)
                            .orElseGet(() -> service.portNames().getFirst()));
            case CheckDeclaration.Probe.Tcp(Marked<String> port) -> new Check.Probe.Tcp(
                    port.value());
            case CheckDeclaration.Probe.Run(List<String> command) -> new Check.Probe.Run(command);
        };
        CheckDeclaration.Timing timing = check.timing();
        return new Check(probe, timing.every(), timing.timeout(), timing.tries(), timing.grace());
    }

    private Value value(ServiceDeclaration service, Content content) {
        return switch (content) {
            case Content.Inline(OpenText text) -> new Value.Text(parts(service, text));
            case Content.Secret(Marked<String> name) -> new Value.Secret(
                    new SecretName(name.value()));
            case Content.File _,Content.Template _ -> throw new IllegalStateException(
                    "env takes texts and secrets only");
        };
    }

    private FileContent content(ServiceDeclaration service, Content content) {
        return switch (content) {
            case Content.Inline(OpenText text) -> new FileContent.Inline(parts(service, text));
            case Content.Secret(Marked<String> name) -> new FileContent.Secret(
                    new SecretName(name.value()));
            case Content.File(Marked<String> path) -> new FileContent.Plain(path.value(),
                    files.get(path.value()));
            case Content.Template(Marked<String> path) -> new FileContent.Template(path.value(),
                    files.get(path.value()));
        };
    }

    private List<Part> parts(ServiceDeclaration service, OpenText text) {
        return text.pieces().stream().map(piece -> switch (piece) {
            case OpenText.Literal(String literal) -> new Part.Literal(literal);
            case OpenText.Reference(String name, var _) -> part(
                    references.resolve(service, name).checked());
        }).toList();
    }

    private static Part part(References.Target target) {
        return switch (target) {
            case References.Target.Own(Part.Self.Field field) -> new Part.Self(field);
            case References.Target.Other(String service, Part.Address.Field field, String port) ->
                new Part.Address(new ServiceName(service), field, port);
        };
    }
}
