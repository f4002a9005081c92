package orchestrator.reconciler.testhosts;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One host: a network, a process tree and an engine of its own. Its first process waits on a pipe
 * from this test: when the pipe closes, however the test ends, the kernel ends all of the host.
 */
public final class TestHost {
    private static final String FIRST_PROCESS = """
            set -eu
            mount -t tmpfs -o mode=755 tmpfs /run
            mkdir -p /run/lock "$DIR/etc-docker" "$DIR/data"
            mount --bind "$DIR/etc-docker" /etc/docker
            hostname "$NAME"
            # JVMs of several hosts may have one process number, which is a file name there
            mkdir -p /tmp/hsperfdata_root
            mount -t tmpfs -o mode=755 tmpfs /tmp/hsperfdata_root
            [ -z "$BRIDGE" ] || dockerd -H "unix://$DIR/docker.sock" --data-root "$DIR/data" --exec-root /run/docker \\
              --pidfile /run/docker.pid --bip "$BRIDGE" --cgroup-parent "$CGROUP" \\
              --live-restore </dev/null >"$DIR/dockerd.log" 2>&1 &
            cat >/dev/null
            """;

    private final HostNetwork network;
    private final int number;
    private final Path directory;
    private final String cgroup;
    private final String bridge;
    private Process first;
    private final List<String> dropped = new ArrayList<>();
    private boolean killed;

    private TestHost(HostNetwork network, int number, Path directory, String bridge) {
        this.network = network;
        this.number = number;
        this.directory = directory;
        this.cgroup = network.namespace(number);
        this.bridge = bridge;
        network.plug(number);
        this.first = launch();
    }

    /** Plugs the host in and starts its first process; the engine needs some more seconds. */
    static TestHost start(HostNetwork network, int number, Path directory) {
        return new TestHost(network, number, directory, "172.30." + number + ".1/24");
    }

    /** A host without an engine, for processes that need a network of their own and no more. */
    static TestHost bare(HostNetwork network, int number, Path directory) {
        return new TestHost(network, number, directory, "");
    }

    private Process launch() {
        // not "ip netns exec": it hides the cgroups, and dockerd would not start
        ProcessBuilder builder = new ProcessBuilder("nsenter",
                "--net=" + network.namespacePath(number), "unshare", "--fork", "--kill-child",
                "--pid", "--mount-proc", "--mount", "--uts", "--ipc", "--propagation", "slave",
                "bash", "-c", FIRST_PROCESS);
        builder.environment().put("DIR", directory.toString());
        builder.environment().put("NAME", network.namespace(number));
        builder.environment().put("CGROUP", cgroup);
        builder.environment().put("BRIDGE", bridge);
        builder.environment().remove("DOCKER_HOST");
        try {
            Files.createDirectories(directory);
            return builder.redirectErrorStream(true)
                    .redirectOutput(directory.resolve("host.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start host " + number, e);
        }
    }

    /** Switches on again a host that was killed, with the disk it had, and awaits its engine. */
    public void boot() {
        if (!killed) {
            throw new IllegalStateException("host " + number + " is up");
        }
        dropped.clear();
        network.replug(number);
        first = launch();
        killed = false;
        awaitEngine();
    }

    /** Like {@link #boot}, with a disk on which nothing is but that directory. */
    public void bootEmpty(String kept) {
        HostCommand.run(Duration.ofSeconds(120), List.of("bash", "-c",
                "find \"$0\" -mindepth 1 -maxdepth 1 ! -name \"$1\" -exec rm -rf"
                        + " --one-file-system {} +",
                directory.toString(), kept));
        boot();
    }

    /** Its engine as processes, to be killed and frozen. */
    public EngineProcess engineProcess() {
        return new EngineProcess(this, List.of("dockerd", "-H", engine(), "--data-root",
                directory.resolve("data").toString(), "--exec-root", "/run/docker", "--pidfile",
                "/run/docker.pid", "--bip", bridge, "--cgroup-parent", cgroup));
    }

    /** Sends a signal to those processes of this host whose command line matches; how many. */
    public int signal(String name, String pattern) {
        List<String> found = HostCommand.attempt(Duration.ofSeconds(10), List.of("pgrep", "--ns",
                Long.toString(firstPid()), "--nslist", "pid", "-f", pattern))
                .output().lines().filter(line -> line.matches("\\d+")).toList();
        found.forEach(pid -> HostCommand.attempt(Duration.ofSeconds(10),
                List.of("kill", "-" + name, pid)));
        return found.size();
    }

    /** What runs there by itself: the engine with its containers, and nothing of {@link #start}. */
    public List<ProcessHandle> engineProcesses() {
        return first.descendants().toList();
    }

    public boolean isUp() {
        return !killed;
    }

    public int number() {
        return number;
    }

    /** Its address for the other hosts and for every container. */
    public String address() {
        return HostNetwork.address(number);
    }

    /** Address of its engine, which can be used from outside too. */
    public String engine() {
        return "unix://" + directory.resolve("docker.sock");
    }

    /** For state of processes on it; gone with the set of hosts. */
    public Path directory() {
        return directory;
    }

    /** Asks its engine through the docker command. */
    public String docker(String... arguments) {
        return HostCommand.run(Duration.ofSeconds(120), dockerCommand(List.of(arguments)));
    }

    private List<String> dockerCommand(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "-H", engine()));
        command.addAll(arguments);
        return command;
    }

    /** True when its engine answers now. */
    public boolean engineAnswers() {
        return HostCommand.attempt(Duration.ofSeconds(5), dockerCommand(List.of("version")))
                .exitCode() == 0;
    }

    void awaitEngine() {
        try {
            await().atMost(60, SECONDS).pollInterval(200, MILLISECONDS)
                    .until(() -> first.isAlive() && engineAnswers());
        } catch (RuntimeException e) {
            throw new IllegalStateException("the engine of host " + number + " does not answer: "
                    + HostCommand.attempt(Duration.ofSeconds(5), List.of("tail", "-n", "30",
                            directory.resolve("host.log").toString(),
                            directory.resolve("dockerd.log").toString())).output(),
                    e);
        }
    }

    /** Starts a process that lives on this host: it ends when the host does. */
    public HostProcess start(String name, List<String> command) {
        return HostProcess.start(entering(command), directory.resolve(name + ".log"));
    }

    /** Where this machine finds what the host sees at {@code path}, also on a disk mounted there. */
    public Path inside(Path path) {
        return Path.of("/proc", Long.toString(firstPid()), "root", path.toString());
    }

    /** Runs a command on the host until it ends, and returns what it printed. */
    public String run(String... command) {
        return HostCommand.run(Duration.ofSeconds(60), entering(List.of(command)));
    }

    private List<String> entering(List<String> command) {
        List<String> inside = new ArrayList<>(List.of("nsenter", "--target",
                Long.toString(firstPid()), "--net", "--pid", "--mount", "--uts", "--ipc",
                "setpriv", "--pdeathsig", "KILL"));
        inside.addAll(command);
        return inside;
    }

    /** The host's process number 1 as this machine counts. */
    private long firstPid() {
        return first.toHandle()
                .children()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("host " + number + " is down"))
                .pid();
    }

    /** Pulls its cable: everything on it runs on, and nobody hears of it. */
    public void cut() {
        network.cut(number);
    }

    /** Plugs the cable in again. */
    public void mend() {
        network.mend(number);
    }

    /**
     * From now on nothing goes this way between the host and the others; what stays on it is not
     * concerned.
     *
     * @param ports of either end; none means everything
     */
    public void drop(Way way, int... ports) {
        if (ports.length == 0) {
            drop(way.rule("all", ""));
        }
        for (int port : ports) {
            drop(way.rule("tcp", "--sport " + port));
            drop(way.rule("tcp", "--dport " + port));
        }
    }

    /** From now on what listens on that port is not reached from outside, nor are its answers. */
    public void dropServed(int port) {
        drop(Way.IN.rule("tcp", "--dport " + port));
        drop(Way.OUT.rule("tcp", "--sport " + port));
    }

    private void drop(String rule) {
        iptables("-I " + rule);
        dropped.add(rule);
    }

    /** Lets through again whatever was dropped. */
    public void dropNothing() {
        dropped.forEach(rule -> iptables("-D " + rule));
        dropped.clear();
    }

    private void iptables(String arguments) {
        List<String> command = new ArrayList<>(List.of("nsenter", "--net="
                + network.namespacePath(number), "iptables", "-w", "10"));
        command.addAll(List.of(arguments.strip().split(" +")));
        HostCommand.run(Duration.ofSeconds(15), command);
    }

    /** A direction, as the host sees it. */
    public enum Way {
        IN("INPUT ! -i lo"), OUT("OUTPUT ! -o lo"), OUT_EVEN_TO_ITSELF("OUTPUT");

        private final String chain;

        Way(String chain) {
            this.chain = chain;
        }

        private String rule(String protocol, String ports) {
            return chain + " -p " + protocol + " " + ports + " -j DROP";
        }
    }

    /** A power cut: silence on the network, then everything on it is gone. */
    public void kill() {
        network.cut(number);
        end();
    }

    void end() {
        if (killed) {
            return;
        }
        killed = true;
        List<ProcessHandle> all = new ArrayList<>(first.descendants().toList());
        first.destroyForcibly();
        all.add(first.toHandle());
        await().atMost(60, SECONDS)
                .pollInterval(50, MILLISECONDS)
                .untilAsserted(() -> assertThat(all.stream().filter(ProcessHandle::isAlive)
                        .map(each -> each.pid() + " " + each.info())).isEmpty());
        removeCgroups();
    }

    private void removeCgroups() {
        HostCommand.attempt(Duration.ofSeconds(20), List.of("bash", "-c",
                "for d in /sys/fs/cgroup/" + cgroup + " /sys/fs/cgroup/*/" + cgroup
                        + " /sys/fs/cgroup/*/orch_lease_*_node_" + number + "; do"
                        + " [ -d \"$d\" ] && find \"$d\" -depth -type d -exec rmdir {} +;"
                        + " done; true"));
    }
}
