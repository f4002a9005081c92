package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import orchestrator.cli.render.Address;
import orchestrator.cli.render.InstanceView;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterView;

/** Finds what an address means, in the project that is meant or in all of them. */
record AddressArgument(String typed, ProjectOption option) {
    private static final String NAME = "[a-z][a-z0-9-]*";
    private static final Pattern COPY_OR_INSTANCE = Pattern.compile(
            "(" + NAME + ":)?" + NAME + "(-\\d+(/" + NAME + ")?|/" + NAME + ")");

    /** True for what can only be an address: {@code lamp-3}, {@code lamp/apache}, not {@code lamp}. */
    static boolean isLike(String text) {
        return COPY_OR_INSTANCE.matcher(text).matches();
    }

    /** What was found: a project and instances of it, at least one. */
    record Found(ProjectView project, List<InstanceView> instances) {}

    /** Finds it; {@code shop:lamp-3} names its project itself. */
    Found find(ClusterView view) {
        int colon = typed.indexOf(':');
        Optional<ProjectName> only = colon > 0
                ? Optional.of(ProjectOption.known(typed.substring(0, colon), view))
                : option.chosen(view);
        Address address = new Address(typed.substring(colon + 1));
        List<ProjectView> projects = ProjectViews.of(view).stream()
                .filter(each -> only.isEmpty() || only.get().equals(each.name())).toList();
        List<Found> found = new ArrayList<>();
        for (ProjectView project : projects) {
            List<InstanceView> instances = address.select(project);
            if (!instances.isEmpty()) {
                found.add(new Found(project, instances));
            }
        }
        if (found.isEmpty()) {
            throw Failure.wrongInput("there is no \"" + address.text() + "\""
                    + only.map(project -> " in " + project).orElse("")
                    + address.question(projects), "orch status lists what there is");
        }
        if (found.size() > 1) {
            throw Failure.wrongInput("\"" + typed + "\" is in several projects: "
                    + String.join(", ", found.stream().map(each -> each.project().name().value())
                            .toList()),
                    "say which one with -p PROJECT");
        }
        return found.getFirst();
    }
}
