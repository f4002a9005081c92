package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.AssignedInstance.EndpointList;
import orchestrator.core.model.Endpoint;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ServiceSpec;

/**
 * Who stands in a template's list: the ready ones that are not about to stop. A node that is silent
 * keeps its place until it counts as lost, for silence of the agent is not silence of its containers.
 */
final class EndpointLists {
    private final PlanDraft draft;

    EndpointLists(PlanDraft draft) {
        this.draft = draft;
    }

    /** The list as it should be for {@code user}, given what it was. */
    EndpointList list(Wanted user, String selector, Optional<AssignedInstance> before) {
        List<Endpoint> known = before.stream().flatMap(each -> each.lists().stream())
                .filter(list -> list.selector().equals(selector))
                .flatMap(list -> list.endpoints().stream()).toList();
        List<Wanted> listed = draft.wanted.listedBy(user, selector);
        List<Endpoint> whole = endpoints(user, listed.stream()
                .filter(wanted -> !user.reloads() || isWhole(wanted)).toList(), known);
        return new EndpointList(selector,
                whole.isEmpty() ? endpoints(user, listed, known) : whole);
    }

    private List<Endpoint> endpoints(Wanted user, List<Wanted> listed, List<Endpoint> known) {
        return listed.stream().flatMap(wanted -> serving(user, wanted, known).stream()).toList();
    }

    /**
     * A web server does not serve for long once its database is taken away, and until there is a new
     * one: while others do, they do. One that is merely unwell is for the web server's check to find.
     */
    private boolean isWhole(Wanted wanted) {
        return wanted.service().after().stream()
                .flatMap(service -> draft.wanted.meantBy(wanted, service).stream())
                .allMatch(other -> draft.placed(other.id()).stream().anyMatch(
                        one -> one.isInDoubt() || !draft.isLeaving(one)
                                && (one.isReady() || one.isStable())));
    }

    /**
     * A user that cannot reload takes a restart for every change of its list, so for it an endpoint
     * stays as long as its instance keeps the address: two such services that list each other would
     * otherwise restart each other for ever. So does, for everybody, one whose node is in doubt.
     */
    private Optional<Endpoint> serving(Wanted user, Wanted listed, List<Endpoint> known) {
        List<Placed> there = draft.placed(listed.id()).stream()
                .filter(one -> !isGone(one, listed.service(), known)).toList();
        boolean asListed = !user.reloads()
                || there.stream().anyMatch(Placed::isInDoubt);
        Optional<Placed> chosen = asListed
                ? there.reversed().stream()
                        .filter(one -> one.isReady() || known.contains(one.endpoint()))
                        .findFirst()
                : proven(there);
        return chosen.map(Placed::endpoint);
    }

    /** The newest that has shown it stays ready; while none has, the oldest that is ready. */
    private Optional<Placed> proven(List<Placed> there) {
        List<Placed> ready = there.stream()
                .filter(one -> one.isReady() && !draft.isLeaving(one)).toList();
        return ready.reversed().stream().filter(Placed::isStable).findFirst()
                .or(() -> ready.stream().findFirst());
    }

    /** While many nodes are silent their endpoints stay where they are; what has gone stays gone. */
    private boolean isGone(Placed one, ServiceSpec service, List<Endpoint> known) {
        return one.isLost(service, draft.observed.takenAt())
                && !(draft.braked && known.contains(one.endpoint()));
    }

    /**
     * True when no balancer sends to it any more, nor to those who do not serve without it: nobody
     * who reloads lists them, and everybody who might has rendered the list they were given. A
     * balancer that is silent or does not run is not asked.
     */
    boolean isUnlisted(Placed leaving) {
        if (draft.pace == Pace.AT_ONCE) {
            return true;
        }
        List<Placed> dependents = dependents(leaving);
        return draft.wanted.project(leaving.assigned().id().project()).stream()
                .flatMap(project -> project.reloading().stream())
                .flatMap(peers -> peers.all().stream())
                .noneMatch(wanted -> draft.placed(wanted.id()).stream()
                        .filter(user -> user.mayRun() && !user.isSilent()
                                && !user.assigned().equals(leaving.assigned()))
                        .anyMatch(user -> sendsTo(user, leaving) || dependents.stream()
                                .anyMatch(one -> stillSendsTo(wanted, user, one))));
    }

    /** Those of its project that come after it and serve. */
    private List<Placed> dependents(Placed leaving) {
        InstanceId id = leaving.assigned().id();
        List<WantedPeers> users = new ArrayList<>();
        draft.attention.forEachUser(id, users::add);
        return users.stream().filter(peers -> peers.service().after().contains(id.service()))
                .flatMap(peers -> peers.all().stream())
                .filter(wanted -> !isWhole(wanted)
                        && draft.wanted.meantBy(wanted, id.service()).stream()
                                .anyMatch(meant -> meant.id().equals(id)))
                .flatMap(wanted -> draft.placed(wanted.id()).stream()).filter(Placed::isReady)
                .toList();
    }

    /** One that stays in the list, as nobody else is left for it, is not waited for. */
    private boolean stillSendsTo(Wanted wanted, Placed user, Placed one) {
        boolean stays = user.assigned().lists().stream()
                .map(list -> list(wanted, list.selector(), Optional.of(user.assigned())))
                .anyMatch(list -> list.endpoints().contains(one.endpoint()));
        return !stays && sendsTo(user, one);
    }

    private static boolean sendsTo(Placed user, Placed leaving) {
        String service = leaving.assigned().id().service().value();
        List<EndpointList> about = user.assigned().lists().stream()
                .filter(list -> list.selector().equals(service)
                        || list.selector().endsWith("/" + service))
                .toList();
        boolean listed = about.stream().anyMatch(
                list -> list.endpoints().contains(leaving.endpoint()));
        boolean behind = user.status().map(
                row -> row.listsGeneration() < user.assigned().listsGeneration())
                .orElse(user.isInDoubt());
        return listed || behind && !about.isEmpty();
    }
}
