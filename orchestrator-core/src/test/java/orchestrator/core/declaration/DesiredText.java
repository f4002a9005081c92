package orchestrator.core.declaration;

import java.util.ArrayList;
import java.util.List;

import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.Part;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.Value;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.state.DesiredProject.RunEntry;

/** What a declaration asks for, as text: one line per fact, so that a change shows as a line. */
final class DesiredText {
    private final List<String> lines = new ArrayList<>();

    private DesiredText() {}

    static String of(DesiredProject project) {
        DesiredText text = new DesiredText();
        text.lines.add("project " + project.name() + " revision " + project.revision());
        project.services().forEach(text::service);
        project.secrets().forEach(secret -> text.lines.add("secret " + secret.name()
                + (secret.generated() ? " generated" : " given")
                + (secret.perCopy() ? " per copy" : " shared")));
        project.run().forEach(text::run);
        return String.join("\n", text.lines) + "\n";
    }

    private void service(ServiceSpec service) {
        lines.add("service " + service.name() + " at line " + service.declaredAt().line());
        container(service.container());
        if (!service.place().equals(ServiceSpec.Place.ANYWHERE)) {
            add("place apart " + service.place().apart().orElse("-") + " only "
                    + service.place().only() + " near " + service.place().near());
        }
        service.after().forEach(name -> add("after " + name));
        if (!service.update().equals(ServiceSpec.Update.DEFAULT)) {
            add("update " + service.update().atOnce() + " at once, stable "
                    + service.update().stableFor() + ", " + service.update().onFailure() + ", "
                    + service.update().order().map(Enum::name).orElse("-"));
        }
        if (service.exclusive() != ServiceSpec.Exclusive.NO) {
            add("exclusive " + service.exclusive());
        }
        add("lost-after " + service.lostAfter());
    }

    private void container(ContainerSpec container) {
        add("image " + container.image());
        container.command().forEach(word -> add("word " + parts(word)));
        container.env().forEach(env -> add("env " + env.name() + " = " + switch (env.value()) {
            case Value.Text(List<Part> parts) -> parts(parts);
            case Value.Secret(var name) -> "secret " + name;
        }));
        container.files().forEach(file -> add("file " + file.path() + " = " + content(
                file.content())));
        container.ports().forEach(port -> add("port " + port.name() + " " + port.containerPort()
                + port.published().map(number -> " published " + number).orElse("")));
        container.volumes().forEach(volume -> add("volume " + volume.path() + " " + volume.name()
                + (volume.leaveBehind() ? " may be left behind" : "")));
        add("cpu " + container.resources().milliCpu() + "m memory "
                + container.resources().memoryBytes());
        container.check().ifPresent(check -> add("check " + check));
        container.reload().ifPresent(signal -> add("reload " + signal));
        add("stop " + container.stop().signal() + " " + container.stop().grace());
    }

    private static String content(FileContent content) {
        return switch (content) {
            case FileContent.Inline(List<Part> parts) -> parts(parts);
            case FileContent.Plain(String source, String text) -> "file " + source + ", "
                    + text.length() + " characters";
            case FileContent.Template(String source, String text) -> "template " + source + ", "
                    + text.length() + " characters";
            case FileContent.Secret(var name) -> "secret " + name;
        };
    }

    private static String parts(List<Part> parts) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            out.append(switch (part) {
                case Part.Literal(String text) -> "\"" + VisibleText.shown(
                        text.replace("\n", "\\n")) + "\"";
                case Part.Address(var service, var field, String port) -> "<" + field + " of "
                        + service + ", port " + port + ">";
                case Part.Self(var field) -> "<own " + field + ">";
            });
        }
        return out.isEmpty() ? "\"\"" : out.toString();
    }

    private void run(RunEntry entry) {
        lines.add(switch (entry) {
            case RunEntry.Stack(var stack, Count count, var members) -> "run stack " + stack + " "
                    + count(count) + ": " + String.join(", ", members.stream()
                            .map(member -> member.service() + " " + count(member.count()))
                            .toList());
            case RunEntry.Service(var service, Count count) -> "run " + service + " "
                    + count(count);
        });
    }

    private static String count(Count count) {
        return switch (count) {
            case Count.Exactly(int number) -> Integer.toString(number);
            case Count.EveryNode _ -> "every-node";
        };
    }

    private void add(String line) {
        lines.add("  " + line);
    }
}
