package orchestrator.core.plan;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.StackName;
import orchestrator.core.scheduler.ByPeers;

/**
 * Every instance that should run, and which of them a name in a file means. It is no list of them:
 * what a file asks a thousand times for is kept once.
 */
final class WantedInstances {
    private final TreeMap<ProjectName, WantedProject> projects = new TreeMap<>();
    private ByPeers<Optional<WantedPeers>> found = new ByPeers<>();

    /** From now on that is wanted of the project; what was wanted of it before is not. */
    void put(WantedProject project) {
        projects.put(project.project().name(), project);
        found = new ByPeers<>();
    }

    void remove(ProjectName project) {
        projects.remove(project);
        found = new ByPeers<>();
    }

    Collection<WantedProject> projects() {
        return projects.values();
    }

    /** How many there are. */
    long size() {
        return projects.values().stream().flatMap(project -> project.all().stream())
                .mapToLong(peers -> peers.numbers().size()).sum();
    }

    /** Whether anything must be apart from its like. */
    boolean isAnyApart() {
        return projects.values().stream().anyMatch(WantedProject::isAnyApart);
    }

    Optional<WantedProject> project(ProjectName name) {
        return Optional.ofNullable(projects.get(name));
    }

    /** Each of them, in order. */
    List<Wanted> all() {
        return projects.values().stream().flatMap(project -> project.all().stream())
                .flatMap(peers -> peers.all().stream()).toList();
    }

    Optional<Wanted> find(InstanceId id) {
        Optional<WantedPeers> peers = found.get(id,
                which -> project(id.project()).flatMap(project -> project.find(which)));
        return peers.isEmpty() ? Optional.empty() : peers.get().find(id.number());
    }

    /**
     * What {@code service} means inside {@code user}: the instances of its own copy, or where its
     * copy has none (and outside a copy) those that run directly.
     */
    List<Wanted> meantBy(Wanted user, ServiceName service) {
        WantedProject project = projects.get(user.id().project());
        return project == null ? List.of() : project.meant(user.id().copy(), service);
    }

    /** What a template's section lists: {@code lamp/apache} over all copies, else as above. */
    List<Wanted> listedBy(Wanted user, String selector) {
        int slash = selector.indexOf('/');
        ServiceName service = new ServiceName(selector.substring(slash + 1));
        return slash < 0
                ? meantBy(user, service)
                : project(user.id().project())
                        .map(project -> project.over(
                                new StackName(selector.substring(0, slash)), service))
                        .orElse(List.of());
    }
}
