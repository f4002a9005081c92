package orchestrator.core.state;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.StackName;

/**
 * One file, resolved: every name in it is known to exist, every default is filled in. Instances
 * are numbered from it when the nodes are known, because {@code every-node} depends on them.
 */
public record DesiredProject(ProjectName name, int revision, List<ServiceSpec> services,
        List<RunEntry> run, List<SecretSpec> secrets) {
    public DesiredProject {
        services = List.copyOf(services);
        run = List.copyOf(run);
        secrets = List.copyOf(secrets);
    }

    /** How many. */
    public sealed interface Count {
        /** A number, 0 or more. */
        record Exactly(int number) implements Count {}

        /** One on every node that may take it. */
        record EveryNode() implements Count {}
    }

    /** A line of {@code run}. */
    public sealed interface RunEntry {
        Count count();

        /** Of the stack or the service. */
        String name();

        /** So many copies of a whole stack. */
        record Stack(StackName stack, Count count, List<Member> members) implements RunEntry {
            public Stack {
                members = List.copyOf(members);
            }

            @Override
            public String name() {
                return stack.value();
            }
        }

        /** So many instances of one service. */
        record Service(ServiceName service, Count count) implements RunEntry {
            @Override
            public String name() {
                return service.value();
            }
        }
    }

    /** So many of a service in one copy of a stack. */
    public record Member(ServiceName service, Count count) {}

    /**
     * A secret of the project.
     *
     * @param generated true when Orchestrator draws the value, false when a person gives it
     * @param perCopy   true when every copy of a stack has a value of its own
     */
    public record SecretSpec(SecretName name, boolean generated, boolean perCopy) {}

    /** The service of that name, when the project has it. */
    public Optional<ServiceSpec> service(ServiceName wanted) {
        return services.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }
}
