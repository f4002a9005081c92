package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.core.model.Arrangement;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.AssignedInstance.EndpointList;
import orchestrator.core.model.AssignedInstance.Origin;
import orchestrator.core.model.AssignedInstance.Reference;
import orchestrator.core.model.AssignedInstance.SecretUse;
import orchestrator.core.model.AssignedInstance.Upkeep;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Endpoint;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.scheduler.NodeLedger;
import orchestrator.core.state.NodeObservation;

/** Works out everything that is decided about one placement: addresses, lists, ports, secrets. */
final class AssignmentDraft {
    private final PlanDraft draft;
    private final EndpointLists lists;
    private Arrangement last;

    AssignmentDraft(PlanDraft draft) {
        this.draft = draft;
        this.lists = new EndpointLists(draft);
    }

    /** A new incarnation on that node; the old one's host ports are kept when there is one. */
    AssignedInstance fresh(Wanted wanted, NodeObservation node, Optional<AssignedInstance> old) {
        NodeLedger ledger = draft.ledger.node(node.name());
        Incarnation incarnation = draft.nextIncarnation();
        Identity identity = new Identity(incarnation,
                hostPorts(wanted, ledger, incarnation, old), origin(wanted),
                node.assignment().generation() + 1);
        return assemble(wanted, identity, old);
    }

    /** The same incarnation as it should be now. */
    AssignedInstance renewed(Wanted wanted, Placed one) {
        AssignedInstance now = one.assigned();
        return assemble(wanted, new Identity(now.incarnation(), now.hostPorts(), now.origin(),
                now.listsGeneration()), Optional.of(now));
    }

    /** What of a placement does not follow from what is wanted. */
    private record Identity(Incarnation incarnation, SortedMap<String, Integer> hostPorts,
            Origin origin, long listsGeneration) {}

    private static Origin origin(Wanted wanted) {
        return new Origin(wanted.project().revision(), wanted.restart());
    }

    /** Without an image to fetch ahead. */
    private static Upkeep upkeep(Wanted wanted) {
        return new Upkeep(wanted.service().update().stableFor(), Optional.empty(),
                wanted.service().exclusive());
    }

    /** The lists an instance was given, as they should be now. */
    List<EndpointList> refreshed(Wanted wanted, AssignedInstance now) {
        return now.lists().stream()
                .map(list -> lists.list(wanted, list.selector(), Optional.of(now))).toList();
    }

    /** Why a wanted instance cannot be given what it refers to; empty when it can. */
    Optional<Hold> missing(Wanted wanted) {
        SpecUses uses = draft.specs.of(wanted.service().container()).uses();
        for (SecretName secret : uses.secrets()) {
            if (draft.secretVersion(secretId(wanted, secret)).isEmpty()) {
                return Optional.of(Holds.secret(wanted.id(), secret));
            }
        }
        return uses.services().isEmpty()
                ? Optional.empty()
                : uses.services().stream()
                        .filter(service -> target(wanted, service).isEmpty())
                        .findFirst().map(service -> Holds.place(wanted.id(), service.value()));
    }

    private AssignedInstance assemble(Wanted wanted, Identity identity,
            Optional<AssignedInstance> before) {
        ContainerSpec spec = wanted.service().container();
        SpecCatalog.Entry entry = draft.specs.of(spec);
        Arrangement arrangement = new Arrangement(entry.spec(), entry.container(),
                spec.resources(), published(spec), references(wanted, entry.uses()),
                endpointLists(wanted, entry.uses(), before), secretUses(wanted, entry.uses()),
                identity.origin(), upkeep(wanted));
        return new AssignedInstance(wanted.id(), identity.incarnation(), identity.hostPorts(),
                identity.listsGeneration(), shared(arrangement));
    }

    /** The very same for all who have the same: there may be millions. */
    private Arrangement shared(Arrangement arrangement) {
        last = arrangement.equals(last) ? last : arrangement;
        return last;
    }

    private List<Reference> references(Wanted wanted, SpecUses uses) {
        List<Reference> references = new ArrayList<>();
        for (ServiceName service : uses.services()) {
            target(wanted, service)
                    .ifPresent(endpoint -> references.add(new Reference(service, endpoint)));
        }
        return references;
    }

    private Optional<Endpoint> target(Wanted wanted, ServiceName service) {
        List<Wanted> meant = draft.wanted.meantBy(wanted, service);
        return meant.isEmpty()
                ? Optional.empty()
                : draft.newest(meant.getFirst().id()).map(Placed::endpoint);
    }

    private List<EndpointList> endpointLists(Wanted wanted, SpecUses uses,
            Optional<AssignedInstance> before) {
        return uses.selectors().isEmpty()
                ? List.of()
                : uses.selectors().stream()
                        .map(selector -> lists.list(wanted, selector, before)).toList();
    }

    private static List<Integer> published(ContainerSpec spec) {
        return spec.ports().isEmpty()
                ? List.of()
                : spec.ports().stream().flatMap(port -> port.published().stream()).sorted()
                        .toList();
    }

    private List<SecretUse> secretUses(Wanted wanted, SpecUses uses) {
        return uses.secrets().isEmpty()
                ? List.of()
                : uses.secrets().stream().map(name -> secretId(wanted, name))
                        .flatMap(id -> draft.secretVersion(id)
                                .map(version -> new SecretUse(id, version))
                                .stream())
                        .toList();
    }

    static SecretId secretId(Wanted wanted, SecretName name) {
        boolean perCopy = wanted.id().copy().isPresent() && wanted.project().secrets().stream()
                .anyMatch(secret -> secret.name().equals(name) && secret.perCopy());
        String scope = perCopy ? wanted.id().copy().get().toString() : SecretId.SHARED;
        return new SecretId(wanted.id().project(), scope, name);
    }

    /**
     * Ports are taken from a place that moves with the incarnation, so that a port is not given out
     * again while the container that had it before may still be stopping.
     */
    private static SortedMap<String, Integer> hostPorts(Wanted wanted, NodeLedger ledger,
            Incarnation incarnation, Optional<AssignedInstance> old) {
        TreeMap<String, Integer> ports = new TreeMap<>();
        List<String> open = new ArrayList<>();
        for (ContainerSpec.Port port : wanted.service().container().ports()) {
            Optional<Integer> kept = old.map(each -> each.hostPorts().get(port.name()));
            kept.ifPresentOrElse(number -> ports.put(port.name(), number),
                    () -> open.add(port.name()));
        }
        List<Integer> free = ledger.freePorts(open.size(), incarnation.number() - 1);
        for (int i = 0; i < open.size(); i++) {
            ports.put(open.get(i), free.get(i));
        }
        return ports;
    }
}
