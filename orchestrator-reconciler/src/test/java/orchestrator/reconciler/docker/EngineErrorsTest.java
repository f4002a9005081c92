package orchestrator.reconciler.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.net.SocketException;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeException.Kind;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words are those of real engines. */
class EngineErrorsTest {
    @ParameterizedTest(name = "{2}: {1}")
    @CsvSource(delimiter = '|', value = {"404|No such image: nothing:latest|IMAGE_MISSING",
            "404|manifest for mysql:99 not found: manifest unknown: manifest unknown|IMAGE_MISSING",
            "404|pull access denied for x, repository does not exist or may require 'docker login'"
                    + "|IMAGE_MISSING",
            "500|Get \"https://registry.example.com/v2/\": dial tcp: lookup registry.example.com:"
                    + " no such host|PULL_FAILED",
            "500|Get \"https://registry.example.com/v2/\": net/http: request canceled while waiting"
                    + " for connection (Client.Timeout exceeded while awaiting headers)|PULL_FAILED",
            "409|Conflict. The container name \"/orch.a\" is already in use by container \"1f\"."
                    + "|NAME_TAKEN",
            "500|driver failed programming external connectivity on endpoint a: Bind for"
                    + " 127.0.0.1:80 failed: port is already allocated|PORT_TAKEN",
            "500|driver failed programming external connectivity on endpoint a: Error starting"
                    + " userland proxy: listen tcp4 127.0.0.1:80: bind: address already in use"
                    + "|PORT_TAKEN",
            "404|No such container: abc|NO_SUCH_CONTAINER",
            "500|write /var/lib/docker/tmp/x: no space left on device|NO_SPACE",
            "400|Minimum memory limit allowed is 6MB|REFUSED"})
    void a_refusal_gets_a_kind(int status, String words, Kind kind) {
        String answer = "{\"message\":\"" + words.replace("\"", "\\\"") + "\"}\n";
        RuntimeException error = EngineErrors.of("create shop:apache-1",
                refusal(status, answer));
        assertThat(error).isInstanceOfSatisfying(ContainerRuntimeException.class,
                refused -> assertThat(refused.kind()).isEqualTo(kind));
        String told = kind == Kind.PORT_TAKEN
                ? "port 80 of 127.0.0.1 is taken by something else on this machine"
                : "create shop:apache-1: " + words;
        assertThat(error).hasMessageContaining(told).hasMessageNotContaining("{");
    }

    @Test
    void a_broken_connection_is_silence() {
        RuntimeException error = EngineErrors.of("list containers",
                new RuntimeException(new SocketException("Connection refused")));
        assertThat(error).isInstanceOf(ContainerRuntimeUnavailableException.class)
                .hasMessage("the container engine does not answer: cannot list containers");
    }

    @Test
    void says_that_no_registry_answers() {
        assertThat(EngineErrors.refusal("pull shop/web:2", "Get \"https://r.example.com/v2/\": dial"
                + " tcp: lookup r.example.com on 192.0.2.1:53: no such host", null))
                .hasMessage("no registry answers for shop/web:2: no such host");
        assertThat(EngineErrors.refusal("pull shop/web:2", "Get \"https://r.example.com/v2/\":"
                + " net/http: request canceled while waiting for connection (Client.Timeout"
                + " exceeded while awaiting headers)", null))
                .hasMessage("no registry answers for shop/web:2: request canceled while"
                        + " waiting for connection (Client.Timeout exceeded while awaiting"
                        + " headers)");
    }

    @Test
    void knows_an_engine_that_no_longer_speaks_the_agreed_version() {
        assertThat(EngineErrors.isVersionRefused(new BadRequestException(
                "Status 400: {\"message\":\"client version 1.44 is too new. Maximum supported API"
                        + " version is 1.41\"}")))
                .isTrue();
    }

    private static DockerException refusal(int status, String answer) {
        return switch (status) {
            case 400 -> new BadRequestException("Status 400: " + answer);
            case 404 -> new NotFoundException("Status 404: " + answer);
            case 409 -> new ConflictException("Status 409: " + answer);
            default -> new InternalServerErrorException("Status 500: " + answer);
        };
    }
}
