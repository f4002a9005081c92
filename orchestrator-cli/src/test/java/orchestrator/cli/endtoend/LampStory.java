package orchestrator.cli.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orchestrator.reconciler.testhosts.HostCommand;

/** What happens to the example, step by step; each step leaves a cluster at rest. */
final class LampStory {
    private static final String PROJECT = "shop";
    private static final Duration FIRST_START = Duration.ofSeconds(300);
    private static final Duration CHANGE = Duration.ofSeconds(120);
    private static final int BALANCED_PORT = 8080;
    private static final int REQUESTS = 50;
    private static final int FIVE_COPIES_AND_BALANCERS = 12;

    private final TestCluster cluster;
    private final Screens screens;
    private final Guestbook guestbook;

    LampStory(TestCluster cluster) {
        this.cluster = cluster;
        this.screens = new Screens(cluster);
        this.guestbook = new Guestbook(cluster.hosts());
    }

    void apply() {
        cluster.orchDoes(FIRST_START, "apply", "-f",
                TestCluster.project("stacks/lamp/lamp.yml").toString(), "--yes");
        screens.awaitReady(PROJECT, FIVE_COPIES_AND_BALANCERS, FIRST_START);
        assertThat(running().running()).hasSize(FIVE_COPIES_AND_BALANCERS);
        awaitBackends(5);
    }

    void everyRequest() {
        for (String url : balancers()) {
            assertAllAnswer(url, copies(5));
        }
    }

    private List<Guestbook.Answer> assertAllAnswer(String url) {
        List<Guestbook.Answer> answers = guestbook.get(url + "/entries", REQUESTS);
        assertThat(answers).hasSize(REQUESTS)
                .allSatisfy(answer -> assertThat(answer.status()).as(answer.body())
                        .isEqualTo(200));
        return answers;
    }

    private void assertAllAnswer(String url, Set<String> copies) {
        assertThat(assertAllAnswer(url).stream().map(Guestbook.Answer::copy)
                .collect(Collectors.toSet()))
                .isEqualTo(copies);
    }

    void entriesStayApart() {
        Guestbook.Answer written = guestbook.post(balancers().getFirst() + "/entries",
                "only in one place");
        assertThat(written.status()).as(written.body()).isEqualTo(201);
        for (Guestbook.Answer read : guestbook.get(balancers().getLast() + "/entries", REQUESTS)) {
            assertThat(read.body().contains("only in one place"))
                    .as("entry of " + written.copy() + " read through " + read.copy())
                    .isEqualTo(read.copy().equals(written.copy()));
        }
        for (String copy : copies(5)) {
            assertThat(inDatabase(copy, "only in one place")).as("rows in the database of " + copy)
                    .isEqualTo(copy.equals(written.copy()) ? 1 : 0);
        }
    }

    /** Asks the database itself, not the guestbook in front of it. */
    private int inDatabase(String copy, String text) {
        Containers.Container mysql = running().get(copy + "/mysql-1");
        return Integer.parseInt(cluster.host(mysql.host()).docker("exec", mysql.id(), "mariadb",
                "-N", "-B", "guestbook", "-e", "SELECT COUNT(*) FROM entry WHERE text = '" + text
                        + "'")
                .strip());
    }

    void killApache() {
        Containers before = running();
        Containers.Container killed = before.get("lamp-2/apache-1");
        cluster.host(killed.host()).docker("kill", killed.id());
        await().atMost(60, SECONDS).until(() -> {
            Containers now = running();
            return now.running().containsKey(killed.instance())
                    && !now.get(killed.instance()).equals(killed);
        });
        screens.awaitReady(PROJECT, FIVE_COPIES_AND_BALANCERS, CHANGE);
        awaitBackends(5);
        assertThat(without(running(), killed.instance()))
                .isEqualTo(without(before, killed.instance()));
        everyRequest();
    }

    void scaleToThree() throws IOException {
        Containers before = running();
        scale(3);
        screens.awaitReady(PROJECT, 8, CHANGE);
        await().atMost(60, SECONDS).until(() -> running().running().size() == 8);
        awaitBackends(3);
        assertThat(running().running()).doesNotContainKeys("lamp-4/apache-1", "lamp-5/mysql-1");
        assertThat(before.running()).containsAllEntriesOf(running().running());
        balancers().forEach(url -> assertAllAnswer(url, copies(3)));
    }

    void scaleToFour() throws IOException {
        Containers before = running();
        scale(4);
        screens.awaitReady(PROJECT, 10, CHANGE);
        awaitBackends(4);
        assertThat(running().running()).hasSize(10).containsAllEntriesOf(before.running());
        balancers().forEach(url -> assertAllAnswer(url, copies(4)));
    }

    /** In the middle of a change: the copy that is being added must still arrive. */
    void killLeaderAndAgent() throws IOException {
        Containers before = running();
        int agent = 3;
        cluster.orchDoes(CHANGE, "apply", "-f", lampFile(5), "--yes", "--no-wait");
        int leader = cluster.leader();
        cluster.server(leader).kill();
        cluster.agent(agent).kill();
        // a fifth copy may have come in already
        balancers().forEach(this::assertAllAnswer);
        cluster.startAgent(agent);
        screens.awaitReady(PROJECT, FIVE_COPIES_AND_BALANCERS, CHANGE);
        awaitBackends(5);
        assertThat(cluster.leader()).isNotEqualTo(leader);
        cluster.startServer(leader);
        assertThat(running().running()).hasSize(FIVE_COPIES_AND_BALANCERS)
                .containsAllEntriesOf(before.running());
    }

    /** The host of a balancer: that one may move, databases may not. */
    void loseHost() {
        Containers before = running();
        int lost = before.get("haproxy-2").host();
        Set<String> lostDatabases = names(before, lost, "mysql-");
        Set<String> livingCopies = copies(5);
        livingCopies.removeAll(copiesOf(lostDatabases));
        cluster.host(lost).kill();
        screens.await(PROJECT, CHANGE, rows -> rows.stream()
                .filter(row -> row.state().equals("ready"))
                .filter(row -> !row.node().equals(TestCluster.node(lost)))
                .count() == 2 + 2L * livingCopies.size());
        awaitBackends(livingCopies.size());
        Containers now = running();
        assertThat(now.running()).containsAllEntriesOf(before.notOn(lost).running());
        assertThat(now.running().keySet()).doesNotContainAnyElementsOf(lostDatabases);
        balancers().forEach(url -> assertAllAnswer(url, livingCopies));
        explainWhatWaits(lostDatabases, TestCluster.node(lost));
    }

    private void explainWhatWaits(Set<String> databases, String lostNode) {
        for (String database : databases) {
            String why = cluster.orchDoes(CHANGE, "why", "-p", PROJECT, database);
            assertThat(why).contains(database).contains(lostNode).contains("data");
            System.out.println(why);
        }
    }

    private static Set<String> names(Containers containers, int host, String service) {
        return containers.running()
                .values()
                .stream()
                .filter(container -> container.host() == host)
                .map(Containers.Container::instance)
                .filter(name -> name.contains(service))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> copiesOf(Set<String> instances) {
        return instances.stream()
                .map(name -> name.substring(0, name.indexOf('/')))
                .collect(Collectors.toSet());
    }

    private void scale(int copies) throws IOException {
        cluster.orchDoes(CHANGE, "apply", "-f", lampFile(copies), "--yes");
    }

    /** The example with another number of copies, its template beside it. */
    private String lampFile(int copies) throws IOException {
        Path directory = cluster.hosts().directory().resolve("scaled");
        Path example = TestCluster.project("stacks/lamp");
        TestCluster.write(directory.resolve("lamp.yml"),
                Files.readString(example.resolve("lamp.yml"))
                        .replace("lamp: 5", "lamp: " + copies));
        TestCluster.write(directory.resolve("haproxy.cfg"),
                Files.readString(example.resolve("haproxy.cfg")));
        return directory.resolve("lamp.yml").toString();
    }

    /** Waits until each balancer's own file names that many Apaches. */
    private void awaitBackends(int count) {
        await().atMost(60, SECONDS).until(() -> running().startingWith("haproxy-")
                .running()
                .values()
                .stream()
                .allMatch(balancer -> backends(balancer) == count));
    }

    private long backends(Containers.Container balancer) {
        HostCommand.Result file = HostCommand.attempt(Duration.ofSeconds(20), List.of("docker",
                "-H", cluster.host(balancer.host()).engine(), "exec", balancer.id(), "cat",
                "/etc/haproxy/haproxy.cfg"));
        return file.output().lines().filter(line -> line.startsWith("    server ")).count();
    }

    private List<String> balancers() {
        List<String> urls = new ArrayList<>();
        for (Containers.Container balancer : running().startingWith("haproxy-").running()
                .values()) {
            urls.add("http://" + cluster.host(balancer.host()).address() + ":" + BALANCED_PORT);
        }
        assertThat(urls).hasSize(2);
        return urls;
    }

    private static Set<String> copies(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "lamp-" + number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Containers.Container> without(Containers containers, String instance) {
        return containers.running()
                .values()
                .stream()
                .filter(container -> !container.instance().equals(instance))
                .collect(Collectors.toSet());
    }

    private Containers running() {
        return Containers.of(PROJECT, cluster.hosts().living());
    }
}
