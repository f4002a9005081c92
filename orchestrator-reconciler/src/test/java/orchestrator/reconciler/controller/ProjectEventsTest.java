package orchestrator.reconciler.controller;

import static orchestrator.reconciler.controller.Sample.NOON;
import static orchestrator.reconciler.controller.Sample.SHOP;
import static orchestrator.reconciler.controller.Sample.assigned;
import static orchestrator.reconciler.controller.Sample.observed;
import static orchestrator.reconciler.controller.Sample.state;
import static orchestrator.reconciler.controller.Sample.status;
import static orchestrator.reconciler.controller.Sample.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import orchestrator.core.model.Event;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Revision;
import orchestrator.core.plan.Hold;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.store.Declared;
import org.junit.jupiter.api.Test;

class ProjectEventsTest {
    private static final Declared NOTHING = new Declared(DesiredState.NOTHING, List.of(),
            List.of());
    private static final ObservedState EMPTY = state(NOON);

    private final ProjectEvents events = new ProjectEvents();

    @Test
    void the_first_look_of_a_term_tells_nothing_again() {
        assertThat(texts(revision(3, false), running(Phase.READY), plan())).isEmpty();
    }

    @Test
    void a_new_revision_is_told_and_its_end_once() {
        texts(NOTHING, EMPTY, plan());

        assertThat(texts(revision(1, false), EMPTY, plan(waiting()))).containsExactly(
                "shop revision 1 applied by alice: web 0 -> 1");
        assertThat(texts(revision(1, false), running(Phase.STARTING), plan())).isEmpty();
        assertThat(texts(revision(1, false), running(Phase.READY), plan())).containsExactly(
                "shop revision 1 runs as asked, 1 of 1 ready");
        assertThat(texts(revision(1, false), running(Phase.READY), plan())).isEmpty();
    }

    @Test
    void what_crashes_and_comes_back_runs_as_asked_again() {
        texts(revision(1, false), running(Phase.READY), plan());
        texts(revision(1, false), running(Phase.CRASHED), plan());

        assertThat(texts(revision(1, false), running(Phase.READY), plan())).containsExactly(
                "shop revision 1 runs as asked, 1 of 1 ready");
    }

    @Test
    void a_deleted_project_is_told_to_be_gone() {
        texts(revision(1, false), running(Phase.READY), plan());
        texts(revision(2, true), running(Phase.STOPPING), plan());

        assertThat(texts(revision(2, true), EMPTY, plan())).containsExactly(
                "shop deleted: nothing of it runs any more");
    }

    @Test
    void a_revision_that_cannot_be_read_is_told_once() {
        Declared unreadable = new Declared(DesiredState.NOTHING, List.of(), List.of(SHOP));
        texts(NOTHING, EMPTY, plan());

        assertThat(texts(unreadable, EMPTY, plan())).containsExactly(
                "shop its current revision cannot be read by this version of orch, so nothing"
                        + " of it is changed");
        assertThat(texts(unreadable, EMPTY, plan())).isEmpty();
    }

    private static Declared revision(int number, boolean deletes) {
        Revision revision = new Revision(SHOP, number, "alice", NOON, "laptop", "web 0 -> 1",
                "shop.yml", "", new TreeMap<>(), deletes);
        return new Declared(DesiredState.NOTHING,
                List.of(new Declared.CurrentProject(new ProjectRecord(SHOP, number), revision)),
                List.of());
    }

    private static ObservedState running(Phase phase) {
        return state(NOON, observed("core-01", List.of(assigned("web-1", 1)),
                statuses("core-01", status("web-1", phase, 0, "so"))));
    }

    private static Hold waiting() {
        return new Hold(Sample.instance("web-1"),
                new Reason(ReasonCode.NO_NODE_FITS, "no node can take it"));
    }

    private static Plan plan(Hold... holds) {
        return new Plan(List.of(), List.of(holds), new TreeMap<>(), 0);
    }

    private List<String> texts(Declared declared, ObservedState observed,
            Plan plan) {
        return events.observe(declared, observed, plan).stream().map(ProjectEventsTest::text)
                .toList();
    }

    private static String text(Event event) {
        return event.subject() + " " + event.reason().text();
    }
}
