package orchestrator.reconciler.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.plan.Hold;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.Versioned;

/** Writes down what the leader does not do and why, when that has changed and not too often. */
final class LeaderReporter {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final ClusterRecords records;
    private final FencedStore fenced;
    private final Candidate server;
    private final LeaderTerm term;
    private SortedMap<InstanceId, HeldInstance> held = new TreeMap<>();
    private Optional<LeaderReport> written = Optional.empty();

    LeaderReporter(ClusterRecords records, FencedStore fenced, Candidate server,
            LeaderTerm term) {
        this.records = records;
        this.fenced = fenced;
        this.server = server;
        this.term = term;
    }

    /** Takes over since when an earlier leader held what is still held. */
    void begin() {
        records.report().map(Versioned::value).ifPresent(
                last -> last.holds().forEach(each -> held.put(each.instance(), each)));
    }

    /** Reports; returns false when it is too early and the report has to be made again later. */
    boolean report(Instant now, List<Hold> holds, SortedMap<NodeName, Instant> silent,
            Optional<Reason> brake) {
        held = held(now, holds);
        LeaderReport report = new LeaderReport(server.server(), term.epoch(), now,
                List.copyOf(held.values()), silent,
                brake, server.version());
        if (written.filter(last -> saysTheSame(last, report)).isPresent()) {
            return true;
        }
        if (written.filter(last -> last.at().plus(SHORTEST_PAUSE).isAfter(now)).isPresent()) {
            return false;
        }
        fenced.commit(List.of(records.overwrite(Paths.REPORT, report)));
        written = Optional.of(report);
        return true;
    }

    /**
     * A hold keeps its time of beginning while its code stays, whatever else its text tells. Only
     * as many as fit into the report, the first by their instances: there may be a million.
     */
    private SortedMap<InstanceId, HeldInstance> held(Instant now, List<Hold> holds) {
        TreeMap<InstanceId, HeldInstance> next = new TreeMap<>();
        for (Hold hold : holds) {
            boolean full = next.size() >= LeaderReport.MAX_HOLDS;
            if (full && hold.instance().compareTo(next.lastKey()) >= 0) {
                continue;
            }
            Instant since = Optional.ofNullable(held.get(hold.instance()))
                    .filter(old -> old.reason().code() == hold.reason().code())
                    .map(HeldInstance::since)
                    .orElse(now);
            next.putIfAbsent(hold.instance(),
                    new HeldInstance(hold.instance(), hold.reason(), since));
            if (next.size() > LeaderReport.MAX_HOLDS) {
                next.pollLastEntry();
            }
        }
        return next;
    }

    private static boolean saysTheSame(LeaderReport last, LeaderReport report) {
        return last.holds().equals(report.holds())
                && last.silentNodes().equals(report.silentNodes())
                && last.brake().equals(report.brake());
    }
}
