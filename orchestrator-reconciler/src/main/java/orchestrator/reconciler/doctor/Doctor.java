package orchestrator.reconciler.doctor;

import java.util.ArrayList;
import java.util.List;

/** From facts to what is wrong with them. */
public final class Doctor {
    private Doctor() {}

    /** All results, those of the machine first. */
    public static List<Result> judge(Facts facts) {
        List<Result> results = new ArrayList<>(MachineChecks.of(facts.machine()));
        results.addAll(target(facts.target()));
        facts.ensemble().map(EnsembleChecks::of).ifPresent(results::addAll);
        facts.cluster().map(ClusterChecks::of).ifPresent(results::addAll);
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
            case Target.Down(String why) -> results.find(FindingCode.CLUSTER_DOWN, why, "orch up");
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
