package orchestrator.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StageTest {
    private static final Pattern OPTION = Pattern.compile("-X[A-Za-z0-9:+=]+");

    @Test
    void a_server_is_measured_with_what_the_launcher_gives_it() throws IOException {
        List<String> shipped = OPTION.matcher(Files.readString(Path.of("../orch"))).results()
                .map(MatchResult::group).toList();

        assertThat(shipped).containsAll(Stage.SHIPPED).contains("-Xmx1g");
        assertThat(Stage.SHIPPED).containsAll(shipped.stream()
                .filter(each -> each.matches("-XX:(Tier4|Max).*")).toList());
    }
}
