package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import orchestrator.cli.render.ApplyFrame;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.Look;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.cli.render.WatchScreen;
import orchestrator.cli.render.WatchState;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.reconciler.client.ClusterView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames that are redrawn in place: they must fit whatever terminal there is. */
class FrameTest {
    @TempDir
    private Path folder;
    private Orch orch;

    @BeforeEach
    void begin() {
        orch = new Orch(folder);
        orch.cluster.nodes.add(6, false);
        orch.write("shop.yml", Examples.lamp(9, "1.4.2"));
        orch.write("haproxy.cfg", Examples.HAPROXY);
        orch.run("apply -q");
        orch.cluster.nodes.unwell("lamp-2/apache-1", Phase.STARTING, new Reason(
                ReasonCode.CHECK_PENDING, "GET /health is 503, try 2 of 6"), 0);
        orch.cluster.nodes.unwell("haproxy-1", Phase.PULLING, new Reason(
                ReasonCode.IMAGE_PULLING, "24 of 42MB"), 0);
        orch.cluster.nodes.unwell("lamp-5/mysql-1", Phase.CRASHED, new Reason(ReasonCode.EXITED,
                "ended with exit code 1, next try in 20s"), 3, "no space left on device");
        orch.cluster.nodes.silence("core-03", orch.cluster.instant());
        orch.cluster.settle();
    }

    private static ApplyFrame.Size size(int width, int height) {
        return new ApplyFrame.Size(new Look(width, true, ZoneOffset.UTC), height);
    }

    private List<Line> watch(WatchState state, int width, int height) {
        ClusterView view = orch.cluster.view();
        return WatchScreen.of(view, ProjectViews.of(view), orch.cluster.events(), state,
                size(width, height));
    }

    private List<Line> apply(int width, int height) {
        ClusterView view = orch.cluster.view();
        ProjectView project = ProjectViews.of(view).getFirst();
        return ApplyFrame.of(project, List.of(), Duration.ofSeconds(64), size(width, height));
    }

    private static String text(List<Line> lines) {
        return String.join("\n", lines.stream().map(Line::text).toList()) + "\n";
    }

    @Test
    void puts_problems_on_top() {
        Golden.check("watch", text(watch(WatchState.START, 80, 24)));
    }

    @Test
    void shows_every_copy_while_applying() {
        Golden.check("apply_frame", text(apply(80, 24)));
    }

    @Test
    void shows_what_a_rollout_waits_for() {
        orch.write("shop.yml", Examples.lamp(9, "1.5.0"));
        orch.run("apply --no-wait");
        orch.cluster.settle();
        Golden.check("apply_frame_of_a_rollout", text(apply(80, 24)));
        orch.run("pause");
        orch.cluster.settle();
        Golden.check("apply_frame_paused", text(apply(80, 24)));
    }

    @Test
    void goes_on_into_the_rollback() {
        Orch other = new Orch(folder);
        other.cluster.nodes.add(3, false);
        other.write("shop.yml", Examples.lamp(3, "1.4.2"));
        other.run("apply -q");
        other.cluster.nodes.bad("shop-php:1.6.0", Phase.CRASHED, new Reason(
                ReasonCode.CHECK_FAILED, "never passed its check in 60s: 500, 6 times"), 1,
                "starting");
        other.write("shop.yml", Examples.lamp(3, "1.6.0"));
        other.run("apply --no-wait");
        orch = other;
        Golden.check("apply_frame_of_a_rollback", text(apply(80, 24)));
    }

    @Test
    void unfolds_what_the_filter_asks_for() {
        WatchState filtered = new WatchState(WatchState.Mode.LIST, "lamp-1", 1, 0);
        Golden.check("watch_filtered", text(watch(filtered, 80, 24)));
    }

    @Test
    void offers_only_the_keys_that_do_something() {
        String rows = "enter open   l logs   w why   ";
        assertThat(footer("")).isEqualTo(rows + "/ filter   ? keys   q quit");
        assertThat(footer("apa")).isEqualTo("/apa   " + rows + "esc everything   q quit");
        assertThat(footer("zzz")).isEqualTo("/zzz   esc everything   q quit");
        begin(1);
        assertThat(footer("")).isEqualTo("/ picks one   ? keys   q quit");
        assertThat(footer("apa")).isEqualTo("/apa   " + rows + "esc everything   q quit");
    }

    private void begin(int nodes) {
        orch = new Orch(folder);
        orch.cluster.nodes.add(nodes, false);
        orch.write("shop.yml", Examples.lamp(1, "1.4.2").replace("haproxy: 2", "haproxy: 1"));
        orch.run("apply -q");
    }

    private String footer(String filter) {
        return watch(new WatchState(WatchState.Mode.LIST, filter, 0, 0), 80, 24).getLast().text();
    }

    @Test
    void says_that_the_filter_finds_nothing() {
        WatchState filtered = new WatchState(WatchState.Mode.LIST, "zzz", 0, 0);
        assertThat(text(watch(filtered, 80, 24)).lines()).contains("nothing contains zzz");
        assertThat(text(watch(WatchState.START, 80, 24))).doesNotContain("nothing contains");
    }

    @Test
    void fits_the_longest_filter() {
        for (int width : new int[]{40, 80}) {
            for (WatchState.Mode mode : List.of(WatchState.Mode.LIST, WatchState.Mode.FILTER)) {
                for (String filter : List.of("1".repeat(40), "l")) {
                    assertThat(watch(new WatchState(mode, filter, 0, 0), width, 24))
                            .allMatch(line -> line.width() <= width);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6, 8, 10, 24, 60})
    void fits_any_height(int height) {
        for (int width : new int[]{40, 80, 200}) {
            for (int row = 0; row < 4; row++) {
                WatchState state = new WatchState(WatchState.Mode.LIST, "", row, 0);
                List<Line> lines = watch(state, width, height);
                assertThat(lines.size()).isLessThanOrEqualTo(height);
                assertThat(lines).allMatch(line -> line.width() <= width);
            }
            assertThat(apply(width, height).size()).isLessThanOrEqualTo(height);
            assertThat(apply(width, height)).allMatch(line -> line.width() <= width);
        }
    }

    @Test
    void keeps_the_cursor_on_the_screen() {
        int rows = WatchScreen.rows(ProjectViews.of(orch.cluster.view()), WatchState.START).size();
        WatchState last = new WatchState(WatchState.Mode.LIST, "", rows - 1, 0);
        assertThat(text(watch(last, 80, 10)).lines()).anyMatch(line -> line.startsWith("> "));
    }
}
