package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.CopyId;
import orchestrator.core.model.Peers;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.StackName;
import orchestrator.core.state.DesiredProject;

/** What should run of one project, and which of it a name in its file means. */
final class WantedProject {
    private final DesiredProject project;
    private final TreeMap<Peers, WantedPeers> peers;
    private final TreeMap<ServiceName, List<WantedPeers>> byService = new TreeMap<>();
    private final List<WantedPeers> reloading;
    private final boolean isAnyApart;

    WantedProject(DesiredProject project, TreeMap<Peers, WantedPeers> peers) {
        this.project = project;
        this.peers = peers;
        peers.values().forEach(each -> byService
                .computeIfAbsent(each.service().name(), any -> new ArrayList<>()).add(each));
        reloading = peers.values().stream()
                .filter(each -> each.service().container().reload().isPresent()).toList();
        isAnyApart = peers.values().stream()
                .anyMatch(each -> each.service().place().apart().isPresent());
    }

    /** Whether any of it must be apart from its like. */
    boolean isAnyApart() {
        return isAnyApart;
    }

    DesiredProject project() {
        return project;
    }

    /** In order. */
    Collection<WantedPeers> all() {
        return Collections.unmodifiableCollection(peers.values());
    }

    Optional<WantedPeers> find(Peers which) {
        return Optional.ofNullable(peers.get(which));
    }

    /** All of one service, in order. */
    List<WantedPeers> of(ServiceName service) {
        return byService.getOrDefault(service, List.of());
    }

    /** Its services that have any instance. */
    Collection<ServiceSpec> services() {
        return byService.values().stream().map(each -> each.getFirst().service()).toList();
    }

    /** Those whose containers are given new files while they run. */
    List<WantedPeers> reloading() {
        return reloading;
    }

    /** What {@code service} means inside that copy, or outside of all. */
    List<Wanted> meant(Optional<CopyId> copy, ServiceName service) {
        List<Wanted> own = copy.isEmpty() ? List.of() : all(copy, service);
        return own.isEmpty() ? all(Optional.empty(), service) : own;
    }

    /** All of a service over all copies of a stack. */
    List<Wanted> over(StackName stack, ServiceName service) {
        return of(service).stream()
                .filter(each -> each.peers().copy().filter(copy -> copy.stack().equals(stack))
                        .isPresent())
                .flatMap(each -> each.all().stream()).toList();
    }

    private List<Wanted> all(Optional<CopyId> copy, ServiceName service) {
        WantedPeers found = peers.get(new Peers(project.name(), copy, service));
        return found == null ? List.of() : found.all();
    }
}
