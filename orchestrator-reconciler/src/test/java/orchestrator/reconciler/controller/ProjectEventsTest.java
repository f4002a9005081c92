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
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.Event;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.ProjectRecord.Pause;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;
import orchestrator.core.plan.Hold;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.store.Declared;
import orchestrator.reconciler.store.Versioned;
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

        assertThat(texts(revision(1, false, Outcome.UNDER_WAY), EMPTY, plan(waiting())))
                .containsExactly("shop revision 1 applied by alice: web 0 -> 1");
        assertThat(texts(revision(1, false, Outcome.UNDER_WAY), running(Phase.STARTING), plan()))
                .isEmpty();
        assertThat(texts(revision(1, false), running(Phase.READY), plan())).containsExactly(
                "shop revision 1 runs as asked, 1 of 1 ready");
        assertThat(texts(revision(1, false), running(Phase.READY), plan())).isEmpty();
    }

    @Test
    void what_is_not_done_by_the_rollout_does_not_run_as_asked() {
        texts(NOTHING, EMPTY, plan());

        assertThat(texts(revision(1, false, Outcome.UNDER_WAY), running(Phase.READY), plan()))
                .containsExactly("shop revision 1 applied by alice: web 0 -> 1");
        assertThat(texts(revision(1, false, Outcome.DONE), running(Phase.READY), plan()))
                .containsExactly("shop revision 1 runs as asked, 1 of 1 ready");
    }

    @Test
    void a_rollout_that_is_done_is_told_though_a_node_holds_some_of_it_back() {
        texts(NOTHING, EMPTY, plan());
        texts(revision(1, false, Outcome.UNDER_WAY), running(Phase.READY), plan(waiting()));

        assertThat(texts(revision(1, false), running(Phase.READY), plan(waiting())))
                .containsExactly("shop revision 1 runs as asked, 1 of 1 ready");
        assertThat(texts(revision(1, false), running(Phase.READY), plan(waiting()))).isEmpty();
    }

    @Test
    void a_pause_and_its_end_are_told_once() {
        texts(revision(1, false), running(Phase.READY), plan());

        assertThat(texts(paused(), running(Phase.READY), plan()))
                .containsExactly("shop ada paused the rollout of revision 1");
        assertThat(texts(paused(), running(Phase.READY), plan())).isEmpty();
        assertThat(texts(revision(1, false), running(Phase.READY), plan()))
                .containsExactly("shop the rollout of revision 1 goes on");
        texts(paused(), running(Phase.READY), plan());
        assertThat(texts(revision(2, false, Outcome.UNDER_WAY), running(Phase.READY), plan()))
                .containsExactly("shop revision 2 applied by alice: web 0 -> 1");
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
        texts(revision(2, true, Outcome.UNDER_WAY), running(Phase.STOPPING), plan());

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
        return revision(number, deletes, Outcome.DONE);
    }

    private static Declared revision(int number, boolean deletes, Outcome outcome) {
        return declared(new ProjectRecord(SHOP, number), deletes, outcome);
    }

    private static Declared paused() {
        return declared(new ProjectRecord(SHOP, 1, Optional.of(new Pause(1, "ada", NOON))), false,
                Outcome.DONE);
    }

    private static Declared declared(ProjectRecord record, boolean deletes, Outcome outcome) {
        int number = record.currentRevision();
        Revision revision = new Revision(SHOP, number, "alice", NOON, "laptop", "web 0 -> 1",
                "shop.yml", "", new TreeMap<>(), deletes);
        RolloutRecord rollout = new RolloutRecord(SHOP, 0,
                List.of(new Result(number, outcome, NOON, Optional.empty())));
        return new Declared(DesiredState.NOTHING,
                List.of(new Declared.CurrentProject(record, revision)), List.of(),
                List.of(new Versioned<>(rollout, 0, 0)));
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
