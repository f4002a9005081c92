package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.EventLines;
import orchestrator.core.model.Event;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Show what happened, the latest last.")
final class EventsCommand extends ShellCommand {
    @Mixin
    private ProjectOption project = new ProjectOption();
    @Option(names = {"-f", "--follow"}, description = "wait for more; Ctrl-C ends it")
    private boolean follow;

    EventsCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        try (ClusterClient client = shell.connection().connect(options)) {
            Optional<ProjectName> only = project.chosen(client.view());
            Changes changes = Changes.of(client);
            List<Event> shown = events(client, only);
            print(shown);
            if (shown.isEmpty() && !options.json()) {
                shell.console().say("Nothing has happened yet.");
            }
            while (follow) {
                changes.await();
                List<Event> now = events(client, only);
                List<Event> fresh = new ArrayList<>(now);
                fresh.removeAll(shown);
                print(fresh);
                shown = now;
            }
            return ExitCode.DONE;
        }
    }

    /** Those of one project, and of the nodes, which concern every project. */
    private static List<Event> events(ClusterClient client, Optional<ProjectName> only) {
        return client.events().stream().filter(event -> only.isEmpty()
                || event.project().isEmpty() || event.project().equals(only)).toList();
    }

    private void print(List<Event> events) {
        if (options.json()) {
            events.forEach(event -> shell.console().print(EventLines.json(event)));
        } else {
            shell.console().print(EventLines.of(events, shell.console().clock().instant(),
                    shell.console().look()));
        }
    }
}
