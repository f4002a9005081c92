package orchestrator.reconciler.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import orchestrator.core.model.Elapsed;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.plan.Survival;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterView;

/** What is wrong with the nodes of a cluster. */
final class NodeChecks {
    private static final Duration LONG = Duration.ofDays(1);
    /** Each instance is asked of each node: about half a second. */
    private static final long MOST_QUESTIONS = 500_000;

    private NodeChecks() {}

    static void run(ClusterView view, Results results) {
        List<NodeObservation> nodes = view.observed().nodes();
        if (nodes.isEmpty()) {
            results.find(FindingCode.NO_NODES, "no node has joined this cluster",
                    "on each machine: orch agent --zookeeper HOST:PORT,... --key-file FILE"
                            + " --address IP",
                    "or does one run? its log says what keeps it (orch up: ~/.orch/up/orch.log)");
            return;
        }
        silent(view, results);
        troubled(nodes, results);
        drained(view, results);
        cramped(view, results);
    }

    private static void silent(ClusterView view, Results results) {
        List<NodeObservation> silent = view.observed().nodes().stream()
                .filter(each -> each.silentSince().isPresent())
                .filter(each -> each.intent().isEmpty()).toList();
        List<NodeObservation> known = view.observed().nodes().stream()
                .filter(each -> each.silentSince().isPresent())
                .filter(each -> each.intent().isPresent()).toList();
        int up = view.observed().nodes().size() - silent.size() - known.size();
        if (up > 0) {
            results.pass(up + " of " + Amounts.count(view.observed().nodes().size(), "node")
                    + (up == 1 ? " is" : " are") + " there");
        }
        if (!silent.isEmpty()) {
            results.find(FindingCode.NODES_SILENT, names(silent, each -> each.name() + " silent"
                    + since(each.silentSince().get(), view.takenAt())),
                    "start its agent: orch agent --node " + silent.getFirst().name() + " ...",
                    "or, when the machine is gone: orch node confirm-dead "
                            + silent.getFirst().name());
        }
        if (!known.isEmpty()) {
            results.mention(FindingCode.NODES_SILENT, names(known, each -> each.name()
                    + " silent, as somebody expects" + since(each.silentSince().get(),
                            view.takenAt())),
                    "orch undrain " + known.getFirst().name() + ", when it is back");
        }
    }

    private static void troubled(List<NodeObservation> nodes, Results results) {
        List<NodeObservation> troubled = nodes.stream()
                .filter(each -> each.silentSince().isEmpty())
                .filter(each -> each.status().trouble().isPresent()).toList();
        found(troubled.stream().filter(each -> code(each) == ReasonCode.FROZEN).toList(),
                FindingCode.NODES_FROZEN, "orch events, and the log of its agent; was the store"
                        + " lost or put back? docs/reliability.md says how to go on",
                results);
        found(troubled.stream().filter(each -> code(each) == ReasonCode.STORE_IN_DOUBT).toList(),
                FindingCode.RECORDS_UNREADABLE, "use the newest orch of the cluster: orch nodes"
                        + " -o json has each node's version",
                results);
        found(troubled.stream().filter(each -> code(each) != ReasonCode.FROZEN
                && code(each) != ReasonCode.STORE_IN_DOUBT).toList(),
                FindingCode.NODES_IN_TROUBLE, "on that machine: orch doctor", results);
        boolean present = nodes.stream().anyMatch(each -> each.silentSince().isEmpty());
        if (present && troubled.isEmpty()) {
            results.pass("no node tells of trouble");
        }
    }

    private static void found(List<NodeObservation> nodes, FindingCode code, String fix,
            Results results) {
        if (!nodes.isEmpty()) {
            results.find(code, names(nodes, each -> each.name() + ": "
                    + each.status().trouble().map(Reason::text).orElse("")), fix);
        }
    }

    private static ReasonCode code(NodeObservation node) {
        return node.status().trouble().orElseThrow().code();
    }

    private static void drained(ClusterView view, Results results) {
        List<NodeObservation> drained = view.observed().nodes().stream()
                .filter(each -> each.silentSince().isEmpty())
                .filter(each -> each.intent().map(NodeIntent::since)
                        .filter(since -> since.isBefore(view.takenAt().minus(LONG))).isPresent())
                .toList();
        if (!drained.isEmpty()) {
            results.find(FindingCode.DRAINED_LONG, names(drained, each -> each.name()
                    + " takes no work" + since(each.intent().get().since(), view.takenAt())
                    + " (" + said(each.intent().get()) + ")"),
                    "orch undrain " + drained.getFirst().name());
        }
    }

    private static String said(NodeIntent intent) {
        return intent.who() + (intent.why().isEmpty() ? "" : ": " + intent.why());
    }

    /** Nothing is said of a single node: without it nothing has a place. */
    private static void cramped(ClusterView view, Results results) {
        List<NodeObservation> nodes = view.observed().nodes();
        long questions = nodes.size() * nodes.stream()
                .mapToLong(node -> node.assignment().instances().size()).sum();
        if (nodes.stream().filter(NodeObservation::takesWork).count() < 2) {
            return;
        }
        if (!view.observed().complete() || questions > MOST_QUESTIONS) {
            results.find(FindingCode.ROOM_UNSEEN, "whether all still fits when a node is lost was"
                    + " not looked at: " + (view.observed().complete()
                            ? "the cluster is too large to ask that of each node"
                            : "a part of the records cannot be read"),
                    "orch plan --without NODE, for the nodes that matter");
            return;
        }
        Survival survival = Survival.of(view.desired(), view.observed());
        Optional<Survival.Loss> loss = survival.losses().stream()
                .filter(each -> !each.withoutPlace().isEmpty()).findFirst();
        if (loss.isEmpty()) {
            results.pass("all still fits when any one node is lost");
        } else {
            results.find(FindingCode.NODES_CRAMPED, "not everything finds another place when "
                    + loss.get().node() + " is lost",
                    "orch plan --without " + loss.get().node()
                            + " says what does not; add a node, or ask for less");
        }
    }

    private static String since(Instant since, Instant now) {
        return " for " + new Elapsed(Duration.between(since, now));
    }

    private static String names(List<NodeObservation> nodes,
            Function<NodeObservation, String> text) {
        return Amounts.some(nodes.stream().map(text).toList());
    }
}
