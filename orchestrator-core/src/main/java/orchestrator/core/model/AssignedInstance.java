package orchestrator.core.model;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.core.model.ServiceSpec.Exclusive;

/**
 * One placement of an instance, with everything that was decided about it.
 *
 * @param spec            what to run, to be read at {@code /specs/<hash>}
 * @param container       {@link SpecHash#ofContainer} of that spec
 * @param hostPorts       port name to port of the node
 * @param reserved        what it takes of the node, so that a ledger needs no other record
 * @param published       ports of the node it has for itself, ascending
 * @param references      what {@code ${service.…}} stands for
 * @param lists           what {@code {{#selector}}} of its templates stands for
 * @param listsGeneration grows when {@code lists} or the reloadable part of the spec changes; the
 *                        agent reports the one it has rendered
 * @param secrets         the secrets it uses and the version of each
 * @param origin          what it was made for: fixed, as long as the incarnation lives
 * @param upkeep          how its agent looks after it: may change under a running container
 */
public record AssignedInstance(InstanceId id, Incarnation incarnation, SpecHash spec,
        SpecHash container, SortedMap<String, Integer> hostPorts, Resources reserved,
        List<Integer> published, List<Reference> references, List<EndpointList> lists,
        long listsGeneration, List<SecretUse> secrets, Origin origin, Upkeep upkeep) {
    /** There may be millions of placements, and few of them have ports. */
    private static final SortedMap<String, Integer> NO_PORTS = Collections
            .unmodifiableSortedMap(new TreeMap<>());

    /** By id, then incarnation. */
    public static final Comparator<AssignedInstance> ORDER = (one,
            other) -> one.compareTo(other.id(), other.incarnation());

    public AssignedInstance {
        hostPorts = hostPorts.isEmpty()
                ? NO_PORTS
                : Collections.unmodifiableSortedMap(new TreeMap<String, Integer>(
                        (Map<String, Integer>) hostPorts));
        published = List.copyOf(published);
        references = List.copyOf(references);
        lists = List.copyOf(lists);
        secrets = List.copyOf(secrets);
    }

    /** One of no known revision, looked after like any other. */
    public AssignedInstance(InstanceId id, Incarnation incarnation, SpecHash spec,
            SpecHash container, SortedMap<String, Integer> hostPorts, Resources reserved,
            List<Integer> published, List<Reference> references, List<EndpointList> lists,
            long listsGeneration, List<SecretUse> secrets) {
        this(id, incarnation, spec, container, hostPorts, reserved, published, references, lists,
                listsGeneration, secrets, Origin.NONE, Upkeep.ORDINARY);
    }

    /**
     * Why this incarnation was made.
     *
     * @param revision of its project when it was placed, 0 for none
     * @param restart  newest revision that asked for a restart of it, 0 for none
     */
    public record Origin(int revision, int restart) {
        public static final Origin NONE = new Origin(0, 0);
    }

    /**
     * What its agent does for it beside running it.
     *
     * @param stableFor for how long it must be ready without a break to count as stable, 0 or more
     * @param nextImage the image its next incarnation needs, fetched while this one serves
     * @param exclusive with {@code LEASE} it runs only while its node holds a lease
     */
    public record Upkeep(Duration stableFor, Optional<String> nextImage, Exclusive exclusive) {
        public static final Upkeep ORDINARY = new Upkeep(Duration.ZERO, Optional.empty(),
                Exclusive.NO);
    }

    /** This placement, made for another reason. */
    public AssignedInstance withOrigin(Origin other) {
        return new AssignedInstance(id, incarnation, spec, container, hostPorts, reserved,
                published, references, lists, listsGeneration, secrets, other, upkeep);
    }

    /** This placement, looked after otherwise. */
    public AssignedInstance withUpkeep(Upkeep other) {
        return new AssignedInstance(id, incarnation, spec, container, hostPorts, reserved,
                published, references, lists, listsGeneration, secrets, origin, other);
    }

    /** Before or after where that incarnation would stand in {@link #ORDER}; 0 when it is it. */
    public int compareTo(InstanceId otherId, Incarnation otherIncarnation) {
        int order = id.compareTo(otherId);
        return order != 0 ? order : incarnation.compareTo(otherIncarnation);
    }

    /** True when it runs only while its node holds a lease. */
    public boolean isLeased() {
        return upkeep.exclusive() == Exclusive.LEASE;
    }

    /** The instance that {@code ${service.…}} means for this one. */
    public record Reference(ServiceName service, Endpoint endpoint) {}

    /** The ready instances a template's section lists, in order. */
    public record EndpointList(String selector, List<Endpoint> endpoints) {
        public EndpointList {
            endpoints = List.copyOf(endpoints);
        }
    }

    /** One secret at one version; {@code scope} as in {@link SecretId}. */
    public record SecretUse(SecretId id, int version) {}
}
