package orchestrator.reconciler.store;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.Name;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.SpecHash;

/** Every path there is; ARCHITECTURE.md says who writes which. */
public final class Paths {
    public static final String CLUSTER = "/cluster";
    public static final String PROJECTS = "/projects";
    public static final String SPECS = "/specs";
    public static final String ASSIGNMENTS = "/assignments";
    public static final String STATUS = "/status";
    public static final String NODES = "/nodes";
    public static final String PRESENCE = "/presence";
    public static final String INTENTS = "/intents";
    public static final String LEADERSHIP = "/leadership";
    public static final String LEADER = "/leadership/leader";
    public static final String EPOCH = "/leadership/epoch";
    public static final String REPORT = "/leadership/report";
    public static final String SECRETS = "/secrets";
    public static final String ROLLOUTS = "/rollouts";
    public static final String LEASES = "/leases";
    public static final String EVENTS = "/events";
    public static final String GIT = "/git";
    public static final String GIT_ORDERS = "/git-orders";
    public static final String GIT_STATES = "/git-states";

    /** The lasting records that the first server creates, parents first. */
    public static final List<String> ROOTS = List.of(PROJECTS, SPECS, ASSIGNMENTS, STATUS, NODES,
            PRESENCE, INTENTS, LEADERSHIP, SECRETS, ROLLOUTS, LEASES, GIT, GIT_ORDERS, GIT_STATES);

    private Paths() {}

    public static String project(ProjectName project) {
        return PROJECTS + "/" + project;
    }

    public static String revisions(ProjectName project) {
        return project(project) + "/revisions";
    }

    public static String revision(ProjectName project, int number) {
        return revisions(project) + "/" + number;
    }

    public static String spec(SpecHash hash) {
        return SPECS + "/" + hash;
    }

    public static String assignment(NodeName node) {
        return ASSIGNMENTS + "/" + node;
    }

    public static String status(NodeName node) {
        return STATUS + "/" + node;
    }

    public static String node(NodeName node) {
        return NODES + "/" + node;
    }

    public static String presence(NodeName node) {
        return PRESENCE + "/" + node;
    }

    public static String intent(NodeName node) {
        return INTENTS + "/" + node;
    }

    public static String rollout(ProjectName project) {
        return ROLLOUTS + "/" + project;
    }

    public static String lease(NodeName node) {
        return LEASES + "/" + node;
    }

    public static String git(ProjectName project) {
        return GIT + "/" + project;
    }

    public static String gitOrder(ProjectName project) {
        return GIT_ORDERS + "/" + project;
    }

    public static String gitState(ProjectName project) {
        return GIT_STATES + "/" + project;
    }

    public static String secrets(ProjectName project) {
        return SECRETS + "/" + project;
    }

    /** One level for all scopes: {@code /secrets/shop/lamp-3.db-password}. */
    public static String secret(SecretId id) {
        return secrets(id.project()) + "/" + id.scope() + "." + id.name();
    }

    /** The secret whose record has that name below {@link #secrets}; empty when none has. */
    static Optional<SecretId> secretId(ProjectName project, String child) {
        int dot = child.indexOf('.');
        return dot > 0 && Name.isValid(child.substring(dot + 1))
                ? Optional.of(new SecretId(project, child.substring(0, dot),
                        new SecretName(child.substring(dot + 1))))
                : Optional.empty();
    }
}
