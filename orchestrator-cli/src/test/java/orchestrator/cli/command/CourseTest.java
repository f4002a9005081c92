package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;
import orchestrator.reconciler.client.ClusterView.CurrentProject;
import org.junit.jupiter.api.Test;

/** What is made of the revisions that come while a person looks on. */
class CourseTest {
    private static final ProjectName SHOP = new ProjectName("shop");

    private static CurrentProject current(int number, String who, String change) {
        return new CurrentProject(new ProjectRecord(SHOP, number), new Revision(SHOP, number, who,
                Instant.EPOCH, "laptop", change, "shop.yml", "", new TreeMap<>(), false));
    }

    private static RolloutRecord failed(int revision, Optional<Integer> rolledBackTo) {
        Failure failure = new Failure(InstanceId.parse(SHOP, "web-1"), new NodeName("core-01"),
                new Incarnation(1, 1), new Reason(ReasonCode.CHECK_FAILED, "500, 6 times"),
                Optional.empty(), List.of(), 1, 3, rolledBackTo);
        return new RolloutRecord(SHOP, 8, List.of(new Result(revision, Outcome.FAILED,
                Instant.EPOCH, Optional.of(failure))));
    }

    private static Course look(Course course, CurrentProject current, RolloutRecord record,
            boolean bound) {
        return course.after(current, record, Instant.EPOCH, bound);
    }

    @Test
    void follows_a_revision_into_its_rollback() {
        RolloutRecord record = failed(9, Optional.of(8));
        Course course = look(Course.to(9), current(9, "alice", "web 1 -> 2"), record, true);
        assertThat(course.isFailed()).as("before the rollback is seen").isFalse();
        course = look(course, current(10, "(auto)", "same as 8"), record, true);
        assertThat(course.isRolledBack()).isTrue();
        assertThat(course.revision()).hasValue(10);
        assertThat(course.failed().map(Result::revision)).contains(9);
    }

    @Test
    void learns_later_why_it_was_rolled_back() {
        Course course = look(Course.to(9), current(10, "(auto)", "same as 8"),
                RolloutRecord.none(SHOP), true);
        assertThat(course.isRolledBack()).isTrue();
        assertThat(course.failed()).isEmpty();
        course = look(course, current(10, "(auto)", "same as 8"), failed(9, Optional.of(8)), true);
        assertThat(course.failed()).isPresent();
    }

    @Test
    void a_failure_that_is_not_rolled_back_is_the_end() {
        Course course = look(Course.to(9), current(9, "alice", "web 1 -> 2"),
                failed(9, Optional.empty()), true);
        assertThat(course.isFailed()).isTrue();
    }

    @Test
    void another_person_ends_ones_own_revision_and_no_other() {
        CurrentProject bobs = current(10, "bob", "same as 7");
        Course own = look(Course.to(9), bobs, RolloutRecord.none(SHOP), true);
        assertThat(own.overtaking().map(Revision::who)).contains("bob");
        Course any = look(Course.to(9), bobs, RolloutRecord.none(SHOP), false);
        assertThat(any.overtaking()).isEmpty();
        assertThat(any.revision()).hasValue(10);
    }
}
