package orchestrator.reconciler.docker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.VolumeId;

/**
 * How an identity is written on an engine. The name is the engine's own lock against two containers
 * of one incarnation; the labels are what identity is read back from.
 */
final class ContainerNames {
    static final String CLUSTER = "orch.cluster";
    static final String NODE = "orch.node";
    static final String PROJECT = "orch.project";
    static final String INSTANCE = "orch.instance";
    static final String INCARNATION = "orch.incarnation";
    static final String CONTAINER = "orch.container";
    static final String GENERATION = "orch.generation";
    static final String VOLUME = "orch.volume";
    private static final int SHORT_CLUSTER_LENGTH = 8;

    private ContainerNames() {}

    static String container(ContainerIdentity identity) {
        Incarnation incarnation = identity.incarnation();
        return "orch." + identity.instance().project() + "." + identity.instance().dashed() + "."
                + incarnation.epoch() + "-" + incarnation.number() + "."
                + shortened(identity.cluster());
    }

    static Map<String, String> labels(ContainerIdentity identity) {
        Map<String, String> labels = owner(identity);
        labels.put(INCARNATION, identity.incarnation().toString());
        labels.put(CONTAINER, identity.container().value());
        labels.put(GENERATION, Long.toString(identity.generation()));
        return labels;
    }

    /** What the labels say; empty when they are not, or no longer, those of a container of ours. */
    static Optional<ContainerIdentity> identity(Map<String, String> labels) {
        try {
            return Optional.of(new ContainerIdentity(new ClusterId(read(labels, CLUSTER)),
                    new NodeName(read(labels, NODE)), instance(labels),
                    Incarnation.parse(read(labels, INCARNATION)),
                    new SpecHash(read(labels, CONTAINER)),
                    Long.parseLong(read(labels, GENERATION))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static String volume(ContainerIdentity identity, String name) {
        return "orch." + shortened(identity.cluster()) + "." + identity.node() + "."
                + identity.instance().project() + "." + identity.instance().dashed() + "." + name;
    }

    static Map<String, String> volumeLabels(ContainerIdentity identity, String name) {
        Map<String, String> labels = owner(identity);
        labels.put(VOLUME, name);
        return labels;
    }

    static Optional<VolumeId> volumeId(Map<String, String> labels) {
        try {
            return Optional.of(new VolumeId(instance(labels), read(labels, VOLUME)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> owner(ContainerIdentity identity) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(CLUSTER, identity.cluster().value());
        labels.put(NODE, identity.node().value());
        labels.put(PROJECT, identity.instance().project().value());
        labels.put(INSTANCE, identity.instance().address());
        return labels;
    }

    private static InstanceId instance(Map<String, String> labels) {
        return InstanceId.parse(new ProjectName(read(labels, PROJECT)), read(labels, INSTANCE));
    }

    private static String read(Map<String, String> labels, String label) {
        String value = labels.get(label);
        if (value == null) {
            throw new IllegalArgumentException("no label " + label);
        }
        return value;
    }

    private static String shortened(ClusterId cluster) {
        String id = cluster.value();
        return id.substring(0, Math.min(SHORT_CLUSTER_LENGTH, id.length()));
    }
}
