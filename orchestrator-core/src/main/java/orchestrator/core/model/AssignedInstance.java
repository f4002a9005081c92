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
 * @param hostPorts       port name to port of the node
 * @param listsGeneration grows when its {@link Arrangement#lists} or the reloadable part of the spec
 *                        change; the agent reports the one it has rendered
 * @param arrangement     what was decided alike for others of its service
 */
public record AssignedInstance(InstanceId id, Incarnation incarnation,
        SortedMap<String, Integer> hostPorts, long listsGeneration, Arrangement arrangement) {
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
    }

    /** With an arrangement of its own; each part of it is explained there. */
    public AssignedInstance(InstanceId id, Incarnation incarnation, SpecHash spec,
            SpecHash container, SortedMap<String, Integer> hostPorts, Resources reserved,
            List<Integer> published, List<Reference> references, List<EndpointList> lists,
            long listsGeneration, List<SecretUse> secrets, Origin origin, Upkeep upkeep) {
        this(id, incarnation, hostPorts, listsGeneration, new Arrangement(spec, container,
                reserved, published, references, lists, secrets, origin, upkeep));
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

        /** Written out as in {@link Arrangement#equals}. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Origin that
                    && revision == that.revision && restart == that.restart;
        }

        @Override
        public int hashCode() {
            return 31 * revision + restart;
        }
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

        /** Written out as in {@link Arrangement#equals}. */
        @Override
        public boolean equals(Object other) {
            return this == other || other instanceof Upkeep that
                    && stableFor.equals(that.stableFor) && nextImage.equals(that.nextImage)
                    && exclusive == that.exclusive;
        }

        @Override
        public int hashCode() {
            return 31 * stableFor.hashCode() + nextImage.hashCode();
        }
    }

    /** This placement, made for another reason. */
    public AssignedInstance withOrigin(Origin other) {
        return with(arrangement.withOrigin(other));
    }

    /** This placement, looked after otherwise. */
    public AssignedInstance withUpkeep(Upkeep other) {
        return with(arrangement.withUpkeep(other));
    }

    private AssignedInstance with(Arrangement other) {
        return new AssignedInstance(id, incarnation, hostPorts, listsGeneration, other);
    }

    /** {@link Arrangement#spec}. */
    public SpecHash spec() {
        return arrangement.spec();
    }

    /** {@link Arrangement#container}. */
    public SpecHash container() {
        return arrangement.container();
    }

    /** {@link Arrangement#reserved}. */
    public Resources reserved() {
        return arrangement.reserved();
    }

    /** {@link Arrangement#published}. */
    public List<Integer> published() {
        return arrangement.published();
    }

    /** {@link Arrangement#references}. */
    public List<Reference> references() {
        return arrangement.references();
    }

    /** {@link Arrangement#lists}. */
    public List<EndpointList> lists() {
        return arrangement.lists();
    }

    /** {@link Arrangement#secrets}. */
    public List<SecretUse> secrets() {
        return arrangement.secrets();
    }

    /** {@link Arrangement#origin}. */
    public Origin origin() {
        return arrangement.origin();
    }

    /** {@link Arrangement#upkeep}. */
    public Upkeep upkeep() {
        return arrangement.upkeep();
    }

    /** Before or after where that incarnation would stand in {@link #ORDER}; 0 when it is it. */
    public int compareTo(InstanceId otherId, Incarnation otherIncarnation) {
        int order = id.compareTo(otherId);
        return order != 0 ? order : incarnation.compareTo(otherIncarnation);
    }

    /** True when it runs only while its node holds a lease. */
    public boolean isLeased() {
        return upkeep().exclusive() == Exclusive.LEASE;
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
