package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import orchestrator.reconciler.doctor.Diagnosis;
import orchestrator.reconciler.doctor.FindingCode;
import orchestrator.reconciler.doctor.Grade;
import orchestrator.reconciler.doctor.Result;
import orchestrator.reconciler.zookeeper.ZooKeeperEnsemble;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor at real machines, real ensembles and engines that are not what they should be. */
class ExaminationIT {
    @TempDir
    private Path folder;

    private Examination doctor() {
        return new Examination(Map.of("ORCH_HOME", folder.resolve("home").toString(),
                "DOCKER_HOST", "unix://" + folder.resolve("engine.sock")));
    }

    private Diagnosis examine(String zookeeper) {
        return doctor().examine(Optional.of(zookeeper), Optional.empty());
    }

    private static List<FindingCode> codes(Diagnosis diagnosis) {
        return Stream.of(Grade.values()).flatMap(grade -> diagnosis.findings(grade).stream())
                .map(Result.Finding::code).toList();
    }

    @Test
    void looks_at_a_machine_without_a_cluster_and_without_an_engine() {
        Diagnosis diagnosis = doctor().examine(Optional.empty(), Optional.empty());

        assertThat(codes(diagnosis)).contains(FindingCode.ENGINE_ABSENT, FindingCode.NO_CLUSTER);
        assertThat(diagnosis.isFine()).isFalse();
    }

    @Test
    void an_engine_that_does_not_answer_holds_nobody_up() throws IOException {
        try (ServerSocketChannel frozen = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            frozen.bind(UnixDomainSocketAddress.of(folder.resolve("engine.sock")));

            Diagnosis diagnosis = doctor().examine(Optional.empty(), Optional.empty());

            assertThat(codes(diagnosis)).contains(FindingCode.ENGINE_SILENT);
            assertThat(diagnosis.took()).isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    void nothing_that_is_named_wrongly_holds_anybody_up() {
        assertThat(codes(examine("nowhere.invalid:2181"))).contains(FindingCode.ADDRESS_WRONG);
        assertThat(codes(examine("127.0.0.1:1"))).contains(FindingCode.ENSEMBLE_SILENT);
        assertThat(codes(examine("not an address"))).contains(FindingCode.ADDRESS_WRONG);
    }

    @Test
    void knows_a_good_ensemble_from_one_that_loses_servers() {
        try (ZooKeeperEnsemble ensemble = ZooKeeperEnsemble.start(folder,
                ZooKeeperEnsemble.onLoopback())) {
            // a leader may lead two while the third server is still starting
            Diagnosis whole = await("all three serve").until(
                    () -> examine(ensemble.connectString()),
                    each -> !codes(each).contains(FindingCode.SERVER_DOWN));
            assertThat(codes(whole)).contains(FindingCode.CLUSTER_MISSING)
                    .doesNotContain(FindingCode.SYNC_LIMIT_HIGH, FindingCode.SYNC_LIMIT_UNSEEN,
                            FindingCode.SERVER_DOWN, FindingCode.VERSION_OLD,
                            FindingCode.SESSION_STRETCHED, FindingCode.ENSEMBLE_OPEN);
            assertThat(whole.results()).extracting(Result::text)
                    .contains("3 of 3 servers serve", "only this machine reaches it");

            int leader = ensemble.leader().orElse(0);
            ensemble.kill((leader + 1) % 3);
            assertThat(codes(examine(ensemble.connectString())))
                    .contains(FindingCode.SERVER_DOWN);

            ensemble.kill((leader + 2) % 3);
            awaitNoLeader(ensemble);
            assertThat(codes(examine(ensemble.connectString())))
                    .contains(FindingCode.NO_MAJORITY, FindingCode.ENSEMBLE_SILENT);
        }
    }

    private static void awaitNoLeader(ZooKeeperEnsemble ensemble) {
        await("the last server gives up leading")
                .until(() -> ensemble.leader().equals(OptionalInt.empty()));
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(120));
    }

    @Test
    void finds_an_ensemble_whose_servers_may_lag_for_too_long() throws IOException {
        try (ZooKeeperEnsemble ensemble = ZooKeeperEnsemble.start(folder,
                ZooKeeperEnsemble.onLoopback())) {
            for (int i = 0; i < 3; i++) {
                ensemble.kill(i);
                Path settings = folder.resolve("server-" + (i + 1) + "/zoo.cfg");
                Files.writeString(settings, Files.readString(settings)
                        .replace("tickTime=500", "tickTime=2000")
                        .replace("syncLimit=4", "syncLimit=5"));
            }
            for (int i = 0; i < 3; i++) {
                ensemble.restart(i);
            }
            ensemble.awaitLeader();

            Result.Finding finding = examine(ensemble.connectString()).findings(Grade.WRONG)
                    .stream().filter(each -> each.code() == FindingCode.SYNC_LIMIT_HIGH)
                    .findFirst().orElseThrow();

            assertThat(finding.text()).contains("10s (5 ticks of 2s, says its zoo.cfg)");
        }
    }
}
