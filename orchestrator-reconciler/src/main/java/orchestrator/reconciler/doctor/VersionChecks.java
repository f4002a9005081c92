package orchestrator.reconciler.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterView;

/** Whether all parts of a cluster are of one version. */
final class VersionChecks {
    private VersionChecks() {}

    static void run(ClusterView view, String program, Results results) {
        Map<String, List<String>> versions = new TreeMap<>();
        versions.computeIfAbsent(program, _ -> new ArrayList<>()).add("this orch");
        view.report().filter(_ -> view.leading()).ifPresent(report -> report.version().ifPresent(
                version -> versions.computeIfAbsent(version, _ -> new ArrayList<>())
                        .add("leader " + report.leader())));
        for (NodeObservation node : view.observed().nodes()) {
            if (node.silentSince().isEmpty()) {
                versions.computeIfAbsent(node.node().version(), _ -> new ArrayList<>())
                        .add(node.name().value());
            }
        }
        if (versions.size() == 1) {
            results.pass("all are of version " + program);
            return;
        }
        List<String> texts = versions.entrySet().stream()
                .map(each -> each.getKey() + " (" + Amounts.some(each.getValue()) + ")").toList();
        results.find(FindingCode.VERSIONS_DIFFER, "several versions are at work: "
                + String.join("; ", texts),
                "install the newest everywhere: servers first, then agents; no container is"
                        + " touched");
    }
}
