package orchestrator.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InstanceIdTest {
    private static final int SERVICES = 100;
    private static final int EACH = 1000;
    private static final ProjectName SHOP = new ProjectName("shop");

    @Test
    void neighbours_of_many_services_have_hashes_of_their_own() {
        long hashes = IntStream.range(0, SERVICES * EACH).map(i -> new InstanceId(SHOP,
                Optional.empty(), new ServiceName("service%03d".formatted(i / EACH)),
                i % EACH + 1).hashCode()).distinct().count();
        assertThat(hashes).isGreaterThan(SERVICES * EACH * 9L / 10);
    }

    @Test
    void neighbours_of_many_copies_have_hashes_of_their_own() {
        long hashes = IntStream.range(0, SERVICES * EACH).map(i -> new InstanceId(SHOP,
                Optional.of(new CopyId(new StackName("lamp"), i % EACH + 1)),
                new ServiceName("service%03d".formatted(i / EACH)), 1).hashCode())
                .distinct().count();
        assertThat(hashes).isGreaterThan(SERVICES * EACH * 9L / 10);
    }
}
