package orchestrator.core.model;

import java.util.List;
import java.util.Optional;

/**
 * The one thing that runs somewhere: {@code lamp-3/apache-1}, or {@code haproxy-1} for a service
 * that runs directly. Ordered by project, directly run ones after copies, numbers as numbers.
 */
public record InstanceId(ProjectName project, Optional<CopyId> copy, ServiceName service,
        int number) implements Comparable<InstanceId> {
    /** Odd, with bits all over: what is multiplied by it differs in high and low bits. */
    private static final int SPREAD = 0x9E3779B1;
    private static final int OTHER_SPREAD = 0x85EBCA77;

    public InstanceId {
        if (number < 1) {
            throw new IllegalArgumentException("instances are numbered from 1, not " + number);
        }
    }

    /** What a person types and reads, without the project: {@code lamp-3/apache-1}. */
    public String address() {
        return copy.map(c -> c + "/").orElse("") + service + "-" + number;
    }

    /** Every address that covers it, the widest first: its stack, its copy, its service in each. */
    public List<String> addresses() {
        if (copy.isEmpty()) {
            return List.of(service.value(), address());
        }
        String stack = copy.get().stack().value();
        return List.of(stack, copy.get().toString(), stack + "/" + service,
                copy.get() + "/" + service, address());
    }

    /** The address with a dash for the slash, fit for a name in a config file or of a container. */
    public String dashed() {
        return address().replace('/', '-');
    }

    /**
     * The instance an address names.
     *
     * @throws IllegalArgumentException when {@code address} is not one of an instance
     */
    public static InstanceId parse(ProjectName project, String address) {
        int slash = address.indexOf('/');
        Optional<CopyId> copy = slash < 0
                ? Optional.empty()
                : Optional.of(new CopyId(new StackName(head(address.substring(0, slash))),
                        number(address.substring(0, slash))));
        String last = address.substring(slash + 1);
        return new InstanceId(project, copy, new ServiceName(head(last)), number(last));
    }

    private static String head(String text) {
        return text.substring(0, Math.max(0, text.lastIndexOf('-')));
    }

    private static int number(String text) {
        return Integer.parseInt(text.substring(text.lastIndexOf('-') + 1));
    }

    @Override
    public int compareTo(InstanceId other) {
        // Written out, as nothing is asked more often by whoever plans.
        if (this == other) {
            return 0;
        }
        int order = project == other.project ? 0 : project.compareTo(other.project);
        order = order != 0 ? order : Boolean.compare(copy.isEmpty(), other.copy.isEmpty());
        order = order != 0 || copy.isEmpty() ? order : copy.get().compareTo(other.copy.get());
        order = order != 0 ? order : service.compareTo(other.service);
        return order != 0 ? order : Integer.compare(number, other.number);
    }

    /** Mixed: of a record's own, the hundredth of one service is the first of another as well. */
    @Override
    public int hashCode() {
        int hash = 31 * project.value().hashCode() + service.value().hashCode();
        if (copy.isPresent()) {
            hash = hash * SPREAD + copy.get().hashCode();
        }
        return hash * SPREAD + number * OTHER_SPREAD;
    }

    /** The project and the address: {@code shop:lamp-3/apache-1}; for logs and messages. */
    @Override
    public String toString() {
        return project + ":" + address();
    }
}
