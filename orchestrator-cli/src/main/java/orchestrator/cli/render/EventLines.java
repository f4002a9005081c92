package orchestrator.cli.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import orchestrator.core.model.Event;
import orchestrator.core.model.ProjectName;

/** {@code orch events}: {@code 14:02:31  core-03 lost: no heartbeat for 15s}. */
public final class EventLines {
    private EventLines() {}

    /** A line (or more, when its reason is long) per event. */
    public static List<Line> of(List<Event> events, Instant now, Look look) {
        List<Line> lines = new ArrayList<>();
        for (Event event : events) {
            String head = Words.when(event.at(), now, look.zone()) + "  ";
            lines.addAll(Wrap.hanging(head, event.subject() + " " + event.reason().text(),
                    look.width()));
        }
        return lines;
    }

    /** One event, for programs. */
    public static Json json(Event event) {
        return Json.document("orch.event/1").with("at", event.at())
                .with("project", event.project().map(ProjectName::value))
                .with("subject", event.subject()).with("reason", StatusJson.reason(event.reason()));
    }
}
