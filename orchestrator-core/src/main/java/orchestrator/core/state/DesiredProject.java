package orchestrator.core.state;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.StackName;

/**
 * One file, resolved: every name in it is known to exist, every default is filled in. Instances
 * are numbered from it when the nodes are known, because {@code every-node} depends on them.
 *
 * @param restarts as in {@link orchestrator.core.model.Revision#restarts}
 * @param halted   why nothing that serves is replaced for now: a person paused the rollout, or it
 *                 failed; empty while it goes on
 */
public record DesiredProject(ProjectName name, int revision, List<ServiceSpec> services,
        List<RunEntry> run, List<SecretSpec> secrets, SortedMap<String, Integer> restarts,
        Optional<Reason> halted) {
    public DesiredProject {
        services = List.copyOf(services);
        run = List.copyOf(run);
        secrets = List.copyOf(secrets);
        restarts = Collections.unmodifiableSortedMap(new TreeMap<String, Integer>(
                (Map<String, Integer>) restarts));
    }

    /** What a file alone says. */
    public DesiredProject(ProjectName name, int revision, List<ServiceSpec> services,
            List<RunEntry> run, List<SecretSpec> secrets) {
        this(name, revision, services, run, secrets, new TreeMap<>(), Optional.empty());
    }

    /** The same with the restarts that were asked for beside the file. */
    public DesiredProject withRestarts(SortedMap<String, Integer> asked) {
        return new DesiredProject(name, revision, services, run, secrets, asked, halted);
    }

    /** The same, its rollout held back for that reason or for none. */
    public DesiredProject withHalt(Optional<Reason> why) {
        return new DesiredProject(name, revision, services, run, secrets, restarts, why);
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
