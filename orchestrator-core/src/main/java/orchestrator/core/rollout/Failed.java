package orchestrator.core.rollout;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Reason;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.plan.Action;
import orchestrator.core.plan.Hold;
import orchestrator.core.plan.NodePlanner;
import orchestrator.core.rollout.Sight.Seen;

/**
 * One incarnation that makes the revision a failed one.
 *
 * @param begun true when it is itself of that revision, false when it runs on from before and only
 *              showed that the next image cannot be had
 */
record Failed(Rollout rollout, Sight sight, Seen seen, Reason reason, boolean begun) {
    private static final int MOST_LINES = 10;
    private static final int LONGEST = 300;

    ServiceSpec service() {
        return rollout.current().service(seen.assigned().id().service()).orElseThrow();
    }

    Failure failure(Optional<Integer> rolledBackTo) {
        SortedSet<InstanceId> all = changed();
        SortedSet<InstanceId> touched = new TreeSet<>();
        sight.seen().filter(each -> sight.changes().isNew(each.assigned())
                || sight.adjusted().isGivenTo(each.assigned()))
                .forEach(each -> touched.add(each.assigned().id()));
        all.addAll(touched);
        List<String> output = begun
                ? seen.row().map(row -> lastOf(row.output())).orElse(List.of())
                : List.of();
        return new Failure(seen.assigned().id(), seen.node().name(),
                seen.assigned().incarnation(), itself(), check(), output, touched.size(),
                all.size(), rolledBackTo);
    }

    /** Why the container failed; that the agent has made another one since is not part of it. */
    private Reason itself() {
        String text = reason.text();
        return new Reason(reason.code(), cut(text.startsWith(NodePlanner.MADE_ANEW)
                ? text.substring(NodePlanner.MADE_ANEW.length())
                : text));
    }

    private static List<String> lastOf(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()).stream()
                .map(Failed::cut).toList();
    }

    /** A record has a largest size, and a container may write what it likes. */
    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        boolean inPair = Character.isHighSurrogate(text.charAt(LONGEST - 1));
        return text.substring(0, inPair ? LONGEST - 1 : LONGEST) + "…";
    }

    private Optional<String> check() {
        return begun && CheckText.wasAsked(reason)
                ? service().container().check().map(check -> cut(CheckText.of(check, seen)))
                : Optional.empty();
    }

    /** Every instance of a service that the revision changes. */
    private SortedSet<InstanceId> changed() {
        SortedSet<InstanceId> all = new TreeSet<>();
        rollout.observed().nodes().forEach(node -> node.assignment().instances()
                .forEach(each -> add(all, each.id())));
        rollout.plan().holds().stream().map(Hold::instance).forEach(id -> add(all, id));
        rollout.plan().actions().stream().map(Action::instance).forEach(id -> add(all, id));
        rollout.plan().actions().stream().filter(Action.Stop.class::isInstance)
                .map(Action::instance).filter(id -> isNeverReplaced(id)).forEach(all::remove);
        return all;
    }

    private void add(SortedSet<InstanceId> all, InstanceId id) {
        if (id.project().equals(rollout.current().name())
                && (sight.changes().isChanged(id.service())
                        || sight.adjusted().concerns(id.service()))) {
            all.add(id);
        }
    }

    /** Stopped because nobody wants it, not because another took its place. */
    private boolean isNeverReplaced(InstanceId id) {
        return sight.seen().filter(each -> each.assigned().id().equals(id)).count() < 2;
    }
}
