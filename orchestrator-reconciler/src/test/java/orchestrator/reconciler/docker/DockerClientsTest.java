package orchestrator.reconciler.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerClientsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({"an older engine,1.40,1.12,1.40", "the tested one,1.41,1.12,1.41",
            "a newer one that takes the tested version,1.47,1.24,1.41",
            "a newer one that no longer does,1.52,1.44,1.44"})
    void speaks_the_newest_tested_version_that_the_engine_takes(String name, String newest,
            String oldest, String agreed) {
        assertThat(DockerClients.agreed(newest, Optional.of(oldest)).getVersion())
                .isEqualTo(agreed);
    }
}
