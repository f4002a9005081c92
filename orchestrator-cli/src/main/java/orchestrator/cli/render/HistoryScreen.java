package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.reconciler.client.ClusterView;

/** {@code orch history}: the kept revisions of a project, the newest on top. */
public final class HistoryScreen {
    private static final int NUMBER_COLUMNS = 3;
    private static final int CHANGE = 4;
    /** The whole of it is shown with the revision alone. */
    private static final int MOST_OF_CHANGE = 2;

    private HistoryScreen() {}

    /** The kept revisions of one project, and what is known of how each went. */
    public record Past(ClusterView view, ClusterView.CurrentProject current,
            List<Revision> revisions) {
        public Past {
            revisions = revisions.stream()
                    .sorted(Comparator.comparing(Revision::number).reversed()).toList();
        }

        RolloutRecord record() {
            return view.rollout(current.record().project());
        }

        Standing standing(Revision revision) {
            return Standing.of(current, record(), revision.number());
        }
    }

    /** A row per revision. */
    public static List<Line> of(Past past, Look look) {
        List<Line> lines = new ArrayList<>(Banner.of(past.view(), look));
        Table table = new Table("REV", "WHEN", "WHO", "FROM", "CHANGE", "RESULT")
                .cut(CHANGE, MOST_OF_CHANGE);
        for (Revision each : past.revisions()) {
            Standing standing = past.standing(each);
            table.add(tone(standing),
                    String.format("%" + NUMBER_COLUMNS + "d", each.number()),
                    Words.day(each.when(), past.view().takenAt(), look.zone()), each.who(),
                    each.from(), each.change(), standing.word());
        }
        lines.addAll(table.lines(look.width()));
        return lines;
    }

    private static Tone tone(Standing standing) {
        return switch (standing) {
            case LIVE -> Tone.GOOD;
            case ROLLING, PAUSED -> Tone.MOVING;
            case FAILED -> Tone.BAD;
            case PAST, OVERTAKEN -> Tone.PLAIN;
        };
    }

    /** {@code orch history -o json}. */
    public static Json json(Past past) {
        return Json.document("orch.history/1")
                .with("project", past.current().record().project())
                .with("revision", past.current().record().currentRevision())
                .with("revisions", past.revisions().stream()
                        .map(each -> RevisionScreen.row(past, each)).toList());
    }
}
