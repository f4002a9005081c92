package orchestrator.reconciler.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From facts to what is wrong with them. */
public final class Doctor {
    private Doctor() {}

    /** All results, those of the machine first. */
    public static List<Result> judge(Facts facts) {
        List<Result> results = new ArrayList<>(MachineChecks.of(facts.machine()));
        results.addAll(target(facts.target()));
        facts.ensemble().map(EnsembleChecks::of).ifPresent(results::addAll);
        results.addAll(facts.cluster().map(ClusterChecks::of)
                .orElseGet(() -> unseen(facts)));
        return results;
    }

    /** What there was to look at, and was not. */
    private static List<Result> unseen(Facts facts) {
        boolean named = facts.target() instanceof Target.At(String zookeeper, boolean _)
                && EnsembleSurvey.Address.parse(zookeeper).isPresent();
        if (!named) {
            return List.of();
        }
        List<Result> results = new ArrayList<>();
        if (facts.ensemble().isEmpty()) {
            Results ensemble = new Results(Group.ENSEMBLE);
            ensemble.find(FindingCode.ENSEMBLE_UNSEEN, "the look at the ensemble did not come to"
                    + " an end", "orch doctor, again");
            results.addAll(ensemble.all());
        }
        Results cluster = new Results(Group.CLUSTER);
        cluster.find(FindingCode.CLUSTER_UNSEEN, "the cluster was not looked at: "
                + facts.ensemble().map(each -> each.session().why()).filter(why -> !why.isEmpty())
                        .orElse("nothing is known of its ensemble"),
                "mend the ensemble first, then orch doctor again");
        results.addAll(cluster.all());
        return results;
    }

    private static List<Result> target(Target target) {
        Results results = new Results(Group.ENSEMBLE);
        switch (target) {
            case Target.None() -> results.find(FindingCode.NO_CLUSTER,
                    "no cluster is named, and none runs on this machine",
                    "orch up (a cluster on this machine)",
                    "--zookeeper HOST:PORT,... or ORCH_ZOOKEEPER (one that is there)",
                    "orch server --zookeeper HOST:PORT,... (a new one on your ensemble)");
            case Target.Down(String why, Optional<String> refusal) -> results.find(
                    FindingCode.CLUSTER_DOWN,
                    why + refusal.map(text -> "; the last orch up was refused: " + text).orElse(""),
                    refusal.isEmpty()
                            ? "orch up"
                            : "do as it was told, then orch up; "
                                    + "docs/reliability.md has what to do when the store was lost");
            case Target.At(String zookeeper, boolean _) -> {
                if (EnsembleSurvey.Address.parse(zookeeper).isEmpty()) {
                    results.find(FindingCode.ADDRESS_WRONG, "\"" + zookeeper
                            + "\" is no address of a ZooKeeper",
                            "--zookeeper HOST:PORT,HOST:PORT,HOST:PORT");
                }
            }
        }
        return results.all();
    }
}
