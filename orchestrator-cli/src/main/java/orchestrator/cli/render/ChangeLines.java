package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ReasonCode;

/** What changed between two looks at a project: one line each, where no frame can be redrawn. */
public final class ChangeLines {
    private ChangeLines() {}

    /** An instance that is other than before; empty {@code now} when it is gone. */
    public record Changed(InstanceId id, Optional<InstanceView> now) {}

    /** The instances whose phase or reason is another one. */
    public static List<Changed> between(Optional<ProjectView> before, ProjectView now) {
        List<Changed> changes = new ArrayList<>();
        for (InstanceView each : now.instances()) {
            boolean same = before.flatMap(was -> was.find(each.id()))
                    .filter(was -> isSame(was, each)).isPresent();
            if (!same && !isBetweenSteps(each)) {
                changes.add(new Changed(each.id(), Optional.of(each)));
            }
        }
        before.ifPresent(was -> was.instances().stream()
                .filter(each -> now.find(each.id()).isEmpty())
                .forEach(each -> changes.add(new Changed(each.id(), Optional.empty()))));
        return changes;
    }

    /** On its way an instance has many reasons; they are news only where it is stuck. */
    private static boolean isSame(InstanceView was, InstanceView now) {
        return was.phase() == now.phase() && was.incarnation().equals(now.incarnation())
                && was.node().equals(now.node())
                && (!now.isStuck() || was.reason().code() == now.reason().code());
    }

    /** Leader and node take turns; that it is the other's turn is no news. */
    private static boolean isBetweenSteps(InstanceView now) {
        return now.phase() == Phase.WAITING && now.reason().code() == ReasonCode.NEW;
    }

    /** {@code 14:03:19  lamp-3/mysql-1 ready on core-03}. */
    public static List<Line> of(List<Changed> changes, ProjectView now, Look look) {
        List<Line> lines = new ArrayList<>();
        String head = Words.clock(now.takenAt(), look.zone()) + "  ";
        for (Changed change : changes) {
            lines.addAll(Wrap.hanging(head, change.id().address() + " " + change.now()
                    .map(InstanceView::sentence)
                    .orElse("gone"), look.width()));
        }
        return lines;
    }
}
