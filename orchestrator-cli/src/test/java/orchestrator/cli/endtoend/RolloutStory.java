package orchestrator.cli.endtoend;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import orchestrator.cli.endtoend.EngineEvents.Life;
import orchestrator.cli.endtoend.EngineEvents.Span;
import orchestrator.reconciler.testhosts.HostCommand;

/** Every change a person makes to the example; what came of it is asked of the engines. */
final class RolloutStory {
    static final String PROJECT = "shop";
    private static final Duration FIRST_START = Duration.ofSeconds(300);
    private static final Duration CHANGE = Duration.ofSeconds(150);
    private static final String APACHE = "apache-";
    private static final String BALANCER = "haproxy-";
    private static final int BALANCED_PORT = 8080;
    private static final int COPIES = 5;
    private static final int BALANCERS = 2;
    private static final int ALL = 2 * COPIES + BALANCERS;

    private final TestCluster cluster;
    private final EngineEvents events;
    private final Screens screens;
    private final LampFile file;

    RolloutStory(TestCluster cluster, EngineEvents events) throws IOException {
        this.cluster = cluster;
        this.events = events;
        this.screens = new Screens(cluster);
        this.file = LampFile.in(cluster.hosts().directory().resolve("lamp"));
    }

    void start() {
        cluster.orchDoes(FIRST_START, "apply", "-f", file.path().toString(), "--yes");
        screens.awaitReady(PROJECT, ALL, FIRST_START);
    }

    /** Where visitors find the balancers. */
    List<String> balancers() {
        List<String> addresses = new ArrayList<>();
        running().startingWith(BALANCER).running().values().forEach(balancer -> addresses
                .add(cluster.host(balancer.host()).address() + ":" + BALANCED_PORT));
        return addresses;
    }

    /** Start-first: of each copy old and new ran together, and each was replaced once. */
    void updateWeb() throws IOException {
        Containers before = running();
        long from = System.currentTimeMillis();
        file.edit(GuestbookImages.FIRST, GuestbookImages.SECOND);
        apply();
        awaitRunning(APACHE, COPIES, life -> life.image().equals(GuestbookImages.SECOND));
        assertThat(without(running(), APACHE)).isEqualTo(without(before, APACHE));
        TreeMap<String, List<Life>> replaced = livesSince(from, APACHE);
        assertThat(replaced).hasSize(COPIES);
        replaced.forEach((instance, begun) -> {
            assertThat(begun).as("containers begun of " + instance).hasSize(1);
            assertThat(endOf(before.get(instance))).as("the old " + instance + " ran on")
                    .isGreaterThan(begun.getFirst().from());
        });
        assertPagesContain(GuestbookImages.MARK);
    }

    /** Stop-first, for they publish a port: one after the other, and never none. */
    void updateBalancers() throws IOException {
        Containers before = running();
        long from = System.currentTimeMillis();
        file.edit("    reload: HUP", "    env: {EDITION: second}\n    reload: HUP");
        apply();
        awaitReplaced(before, BALANCER, BALANCERS);
        assertThat(without(running(), BALANCER)).isEqualTo(without(before, BALANCER));
        TreeMap<String, List<Life>> replaced = livesSince(from, BALANCER);
        List<Span> down = new ArrayList<>();
        replaced.forEach((instance, begun) -> {
            assertThat(begun).as("containers begun of " + instance).hasSize(1);
            down.add(new Span(endOf(before.get(instance)), begun.getFirst().from()));
        });
        assertThat(down).hasSize(BALANCERS).allSatisfy(one -> assertThat(down)
                .as("down at one time").noneMatch(other -> other != one
                        && (one.contains(other.from()) || other.contains(one.from()))));
    }

    /** No container is touched, and each balancer reads its file again once. */
    void reloadConfig() throws IOException {
        Containers before = running();
        long from = System.currentTimeMillis();
        file.editTemplate("    http-response set-header X-Balancer",
                "    http-response set-header X-Edition second\n"
                        + "    http-response set-header X-Balancer");
        apply();
        await().atMost(CHANGE).pollInterval(1, SECONDS).untilAsserted(
                () -> assertPagesContain("x-edition: second"));
        assertThat(running()).isEqualTo(before);
        assertThat(events.reloads(new Span(from, System.currentTimeMillis())))
                .hasSize(BALANCERS).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    }

    void scaleToThree() throws IOException {
        Containers before = running();
        file.edit("lamp: 5", "lamp: 3");
        apply();
        awaitRunning("", 2 * 3 + BALANCERS, _ -> true);
        screens.awaitReady(PROJECT, 2 * 3 + BALANCERS, CHANGE);
        assertThat(before.running()).containsAllEntriesOf(running().running());
    }

    void scaleToFive() throws IOException {
        Containers before = running();
        file.edit("lamp: 3", "lamp: 5");
        apply();
        screens.awaitReady(PROJECT, ALL, CHANGE);
        assertThat(running().running()).hasSize(ALL).containsAllEntriesOf(before.running());
    }

    /**
     * A balancer moves. A database does not leave its volume, so it is down with its Apache until
     * the node may work again, and visitors who were with that copy are sent to others.
     *
     * @return the number of the node's host
     */
    int drain() {
        Containers before = running();
        int drained = before.get("haproxy-2").host();
        int left = ALL - 2 * (int) before.startingWith("lamp-").running().values().stream()
                .filter(each -> each.host() == drained && each.instance().contains(APACHE)).count();
        cluster.orchDoes(CHANGE, "drain", TestCluster.node(drained), "--yes");
        await().atMost(CHANGE).pollInterval(1, SECONDS)
                .until(() -> events.lives("").stream().filter(Life::goesOn)
                        .noneMatch(life -> life.host() == drained));
        screens.await(PROJECT, CHANGE, rows -> rows.stream()
                .filter(row -> row.state().equals("ready")).count() == left);
        assertThat(without(running(), "haproxy-2"))
                .isEqualTo(without(before.notOn(drained), "haproxy-2"));
        return drained;
    }

    void undrain(int drained) {
        Containers before = running();
        cluster.orchDoes(CHANGE, "undrain", TestCluster.node(drained));
        screens.awaitReady(PROJECT, ALL, CHANGE);
        assertThat(running().running()).hasSize(ALL).containsAllEntriesOf(before.running());
    }

    /** Rolled back by itself after the first copy; what served before was never touched. */
    void applyBroken() throws IOException {
        Containers before = running();
        long from = System.currentTimeMillis();
        file.edit(GuestbookImages.SECOND, GuestbookImages.BROKEN);
        file.edit("check: {http: /health, every: 2s}",
                "check: {http: /health, every: 2s, grace: 8s}");
        HostCommand.Result applied = cluster.run(CHANGE, "apply", "-f", file.path().toString(),
                "--yes");
        System.out.println(applied.output());
        assertThat(applied.exitCode()).as(applied.output()).isEqualTo(1);
        assertThat(lastFrame(applied.output())).isEqualTo("""
                ✗ lamp-1/apache-1 on NODE: never passed its check in 8s
                    check   GET http://ADDRESS/health -> 500
                    output  the third edition is broken
                    output  the third edition is broken
                    output  the third edition is broken
                    more    orch history 7
                Rolled back in TIME: revision 8, same as 6. 4 of 5 were never touched.
                """);
        assertThat(cluster.orchDoes(CHANGE, "history", "-p", PROJECT))
                .containsPattern("8 .*same as 6 .*live").containsPattern("7 .*failed");
        awaitRunning(APACHE, COPIES, life -> life.image().equals(GuestbookImages.SECOND));
        screens.awaitReady(PROJECT, ALL, CHANGE);
        assertThat(running()).isEqualTo(before);
        TreeMap<String, List<Life>> broken = livesSince(from, "");
        assertThat(broken).containsOnlyKeys("lamp-1/apache-1");
    }

    /** From the cross on, without what differs from run to run. */
    private static String lastFrame(String output) {
        return output.substring(Math.max(0, output.indexOf("✗")))
                .replaceAll("node-\\d", "NODE")
                .replaceAll("http://[^/]+/", "http://ADDRESS/")
                .replaceAll("back in \\S+:", "back in TIME:");
    }

    private void apply() {
        cluster.orchDoes(CHANGE, "apply", "-f", file.path().toString(), "--yes");
    }

    private void assertPagesContain(String text) {
        Guestbook guestbook = new Guestbook(cluster.hosts());
        for (String balancer : balancers()) {
            assertThat(guestbook.get("http://" + balancer + "/", 2 * COPIES))
                    .allSatisfy(answer -> assertThat(answer.body()).contains(text));
        }
    }

    private void awaitRunning(String service, int count, Predicate<Life> kind) {
        await().atMost(CHANGE).pollInterval(500, MILLISECONDS)
                .untilAsserted(() -> assertThat(events.lives(service)).filteredOn(Life::goesOn)
                        .hasSize(count).allMatch(kind));
    }

    private void awaitReplaced(Containers before, String service, int count) {
        Set<String> old = before.startingWith(service).running().values().stream()
                .map(Containers.Container::id).collect(Collectors.toCollection(TreeSet::new));
        awaitRunning(service, count, life -> !old.contains(life.id()));
        screens.awaitReady(PROJECT, ALL, CHANGE);
    }

    /** What began since then, by instance. */
    private TreeMap<String, List<Life>> livesSince(long from, String service) {
        return events.lives(service).stream().filter(life -> life.from() >= from)
                .collect(Collectors.groupingBy(Life::instance, TreeMap::new, Collectors.toList()));
    }

    private long endOf(Containers.Container container) {
        return events.lives(container.instance()).stream()
                .filter(life -> life.id().equals(container.id())).findFirst().orElseThrow().to();
    }

    private static Set<Containers.Container> without(Containers containers, String service) {
        return containers.running().values().stream()
                .filter(container -> !container.instance().contains(service))
                .collect(Collectors.toSet());
    }

    private Containers running() {
        return events.running();
    }
}
