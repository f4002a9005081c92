package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records of a rollout that cannot be read, and running containers given what they cannot pass. */
class RolloutLimitsTest {
    private static final byte[] DAMAGED = {1};

    private final SimulatedCluster cluster = new SimulatedCluster(12, 3);
    private final RolloutSight rollout = new RolloutSight(cluster);

    @BeforeEach
    void roll_out_a_first_revision() {
        cluster.apply(Declarations.site("web:1", "cache:1"));
        rollout.await(1, Outcome.DONE);
        cluster.awaitSettled();
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void a_record_of_rollouts_that_cannot_be_read_halts_that_project_and_is_not_written_over() {
        damage(Paths.rollout(RolloutSight.SITE));
        cluster.pass(Duration.ofSeconds(15));
        int mark = cluster.log().mark();
        cluster.apply(Declarations.site("web:2", "cache:2"));
        cluster.apply(Declarations.web(2, "fresh:1"));
        rollout.of("web").await(1, Outcome.DONE);
        cluster.pass(Duration.ofMinutes(1));

        assertThat(cluster.log().since(mark)).allMatch(entry -> entry.identity().instance()
                .project().value().equals("web"));
        assertThat(cluster.sight().holds().get("cache-1").code())
                .isEqualTo(ReasonCode.STORE_IN_DOUBT);
        assertThat(read(Paths.rollout(RolloutSight.SITE)).data()).isEqualTo(DAMAGED);
    }

    @Test
    void without_a_readable_good_revision_a_failed_one_only_stops() {
        damage(Paths.revision(RolloutSight.SITE, 1));
        cluster.breakImage("web:2", true);
        cluster.apply(Declarations.site("web:2", "cache:1"));
        rollout.await(2, Outcome.FAILED);
        cluster.pass(Duration.ofMinutes(1));

        Failure failure = rollout.failure(2);
        assertThat(failure.rolledBackTo()).isEmpty();
        assertThat(failure.reason().text())
                .endsWith("; revision 1 cannot be read, so it is not gone back to");
        assertThat(rollout.current()).isEqualTo(2);
        assertThat(rollout.running("web:1")).isEqualTo(3);
        assertThat(cluster.sight().holds().get("web-2").code())
                .isEqualTo(ReasonCode.ROLLOUT_STOPPED);
    }

    @Test
    void a_check_that_no_running_container_passes_is_gone_back_from() {
        cluster.nodeNames().forEach(node -> cluster.node(node).hands().failPath("/typo"));
        cluster.apply(Declarations.site("web:1", "cache:1").replace("/health", "/typo"));
        rollout.await(3, Outcome.DONE);

        assertThat(rollout.outcomes()).containsExactly(Outcome.DONE, Outcome.FAILED,
                Outcome.DONE);
        assertThat(rollout.failure(2).check().orElseThrow()).endsWith("/typo");
        assertThat(rollout.failure(2).touched()).isEqualTo(3);
        assertThat(cluster.sight().readyCount()).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAGE_MISSING", "PULL_FAILED"})
    void an_image_that_was_mended_is_rolled_out_when_it_is_applied_again_at_once(Kind kind) {
        cluster.nodeNames().forEach(
                node -> cluster.node(node).hands().refusePull("web:2", kind));
        cluster.apply(Declarations.site("web:2", "cache:1"));
        rollout.await(3, Outcome.DONE);
        cluster.nodeNames().forEach(node -> cluster.node(node).hands().allowPull("web:2"));
        cluster.pass(Duration.ofSeconds(30));

        cluster.apply(Declarations.site("web:2", "cache:1"));
        rollout.await(4, Outcome.DONE);

        assertThat(rollout.current()).isEqualTo(4);
        assertThat(rollout.running("web:2")).isEqualTo(3);
    }

    private void damage(String path) {
        cluster.records().store().commit(
                List.of(new StoreWrite.Update(path, DAMAGED, read(path).version())));
    }

    private StoredRecord read(String path) {
        return cluster.records().store().read(path).orElseThrow();
    }
}
