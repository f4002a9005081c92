package orchestrator.core.model;

import java.util.Optional;

/**
 * Instances that differ in nothing but their number: all of one service in one copy, or all of one
 * that run directly. Ordered as the instances are.
 */
public record Peers(ProjectName project, Optional<CopyId> copy, ServiceName service)
        implements
            Comparable<Peers> {
    public static Peers of(InstanceId id) {
        return new Peers(id.project(), id.copy(), id.service());
    }

    /** The one of that number. */
    public InstanceId id(int number) {
        return new InstanceId(project, copy, service, number);
    }

    /** True when that instance is one of them. */
    public boolean include(InstanceId id) {
        // Most often they are the very same, and nothing is asked more often by whoever plans.
        return (service == id.service() || service.equals(id.service()))
                && (copy == id.copy() || copy.equals(id.copy()))
                && (project == id.project() || project.equals(id.project()));
    }

    @Override
    public int compareTo(Peers other) {
        int order = project == other.project ? 0 : project.compareTo(other.project);
        order = order != 0 ? order : Boolean.compare(copy.isEmpty(), other.copy.isEmpty());
        order = order != 0 || copy.isEmpty() ? order : copy.get().compareTo(other.copy.get());
        return order != 0 ? order : service.compareTo(other.service);
    }

    @Override
    public String toString() {
        return project + ":" + copy.map(each -> each + "/").orElse("") + service;
    }
}
