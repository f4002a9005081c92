package orchestrator.reconciler.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.Event;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.doctor.ClusterFacts.Key;
import orchestrator.reconciler.doctor.ClusterFacts.State;

/** What is wrong with a cluster as a whole. */
final class ClusterChecks {
    private static final Duration LATELY = Duration.ofHours(1);
    private static final int OFTEN = 3;
    private static final String LOST_STORE = "give the store its newest data back, or go on"
            + " without as docs/reliability.md says";

    private ClusterChecks() {}

    static List<Result> of(ClusterFacts cluster) {
        Results results = new Results(Group.CLUSTER);
        switch (cluster.state()) {
            case State.Read(ClusterView view, List<Event> events) -> {
                leader(cluster.embedded(), view, results);
                changes(view.takenAt(), events, results);
                records(view, results);
                brake(view.report(), results);
                NodeChecks.run(view, results);
                WorkChecks.run(view, cluster.timing(), results);
                VersionChecks.run(view, cluster.program(), results);
            }
            case State.Missing() -> results.find(FindingCode.CLUSTER_MISSING,
                    "the ensemble holds no cluster where you look", missing(cluster.embedded()));
            case State.Refused(String why) -> results.find(FindingCode.CLUSTER_REFUSED, why,
                    "use an orch of the version that the servers have: orch version");
            case State.Unread(String why) -> results.find(FindingCode.CLUSTER_UNSEEN,
                    "the records of the cluster cannot be read: " + why,
                    "mend the ensemble first, then orch doctor again");
        }
        key(cluster, results);
        ClockChecks.run(cluster, results);
        if (cluster.embedded()) {
            results.find(FindingCode.ONE_MACHINE, "all of this cluster is one process on this"
                    + " machine",
                    "for more: three machines with ZooKeeper, orch server on each,"
                            + " orch agent on every node");
        }
        return results.all();
    }

    private static void leader(boolean embedded, ClusterView view, Results results) {
        if (view.leading()) {
            results.pass(view.report().map(LeaderReport::leader).map(name -> name + " leads")
                    .orElse("a server leads"));
        } else {
            results.find(FindingCode.NO_LEADER, "no server leads", isDoubted(view)
                    ? "servers do not lead what they doubt: " + LOST_STORE
                    : embedded
                            ? "orch down, then orch up; containers that run are kept"
                            : "on at least one machine: orch server --zookeeper HOST:PORT,...");
        }
    }

    /** Some node says that the store is not the one it knew. */
    private static boolean isDoubted(ClusterView view) {
        return view.observed().nodes().stream().filter(node -> node.silentSince().isEmpty())
                .flatMap(node -> node.status().trouble().stream())
                .anyMatch(trouble -> trouble.code() == ReasonCode.FROZEN);
    }

    private static String[] missing(boolean embedded) {
        return embedded
                ? new String[]{LOST_STORE}
                : new String[]{"a new one: orch server --zookeeper HOST:PORT,... founds it",
                        "or is it a part of the ensemble? --zookeeper HOST:PORT,.../PATH",
                        "there was one? " + LOST_STORE};
    }

    private static void changes(Instant now, List<Event> events, Results results) {
        long changes = events.stream()
                .filter(event -> event.reason().code() == ReasonCode.LEADER_CHANGED)
                .filter(event -> event.at().isAfter(now.minus(LATELY))).count();
        if (changes >= OFTEN) {
            results.find(FindingCode.LEADER_UNSTEADY, "the leader changed " + changes
                    + " times within an hour",
                    "orch events, and the logs of the servers: do they"
                            + " lose the ensemble, or pause for seconds?");
        }
    }

    private static void records(ClusterView view, Results results) {
        if (!view.observed().complete()) {
            results.find(FindingCode.RECORDS_UNREADABLE, "some records of the cluster cannot be"
                    + " read", "orch nodes and orch events say which; is a newer orch at work?");
        }
        List<String> unread = view.projects().stream()
                .filter(each -> view.desired().projects().stream()
                        .noneMatch(read -> read.name().equals(each.record().project())))
                .map(each -> each.record().project() + " (revision "
                        + each.record().currentRevision() + ")")
                .toList();
        if (!unread.isEmpty()) {
            results.find(FindingCode.RECORDS_UNREADABLE, "this program cannot read "
                    + Amounts.some(unread),
                    "orch apply its file again, or take the orch that"
                            + " applied it");
        }
    }

    private static void brake(Optional<LeaderReport> report, Results results) {
        Optional<Reason> brake = report.flatMap(LeaderReport::brake);
        brake.ifPresent(reason -> results.find(FindingCode.BRAKE_ON, "the brake is on: "
                + reason.text(), "bring the nodes back: orch nodes",
                "or say that one is lost: orch drain NODE, orch node confirm-dead NODE"));
    }

    private static void key(ClusterFacts cluster, Results results) {
        if (cluster.key().isEmpty()) {
            results.find(FindingCode.KEY_NOT_NAMED, "no cluster key is named",
                    "--key-file FILE, or ORCH_KEY_FILE: copy it from a server");
            return;
        }
        Key key = cluster.key().get();
        if (key.trouble().isEmpty()) {
            results.pass("the cluster key is there and nobody else's");
        } else {
            results.find(FindingCode.KEY_WRONG, key.trouble(), "chmod 600 " + key.file()
                    + ", or copy it anew from a server");
        }
    }
}
