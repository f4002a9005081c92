package orchestrator.reconciler.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.docker.EngineStep.Hand;
import orchestrator.reconciler.runtime.ContainerRuntime.Following;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import orchestrator.reconciler.testhosts.BusyboxImage;
import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The pretended engine answers random scripts as a Docker Engine does, and looks the same after each
 * step; a script that differs is named by its seed. {@code -Dorch.fidelity.scripts=300} for the full
 * size, {@code -Dorch.fidelity.first=17} with one script to see a single one again.
 */
@RequiresDocker
@Timeout(3600)
class EngineFidelityIT {
    private static final int SCRIPTS = Integer.getInteger("orch.fidelity.scripts", 40);
    private static final int FIRST = Integer.getInteger("orch.fidelity.first", 1);
    private static final int AT_ONCE = Integer.getInteger("orch.fidelity.at.once", 6);
    private static final int STEPS = 20;
    private static final int TRIES = 3;
    private static final int FIRST_PORT = 23_000;
    private static final int PORTS = 2;
    /** What scripts have to come across, all together, so that they show something. */
    private static final List<String> MUST_HAPPEN = List.of("NAME_TAKEN", "PORT_TAKEN",
            "IMAGE_MISSING", "NO_SUCH_CONTAINER", "REFUSED", "CREATED", "RUNNING", "PAUSED",
            "EXITED 0", "EXITED 1", "EXITED 3", "EXITED 7", "EXITED 9", "EXITED 137", "run 3");
    private static final int ENOUGH_SCRIPTS = 30;

    private static ExecutorService threads;
    private static DockerContainerRuntime runtime;
    private static Following listening;
    private static DockerClients clients;
    private static DockerClient docker;
    private final Queue<String> seenByAll = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void open() throws InterruptedException {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        runtime = new DockerContainerRuntime(Optional.empty(), threads);
        // as an agent does: what was seen is remembered until something is heard
        listening = runtime.events(() -> {});
        clients = new DockerClients(Optional.empty(), Optional.empty());
        docker = clients.pair().streams();
        BusyboxImage.importInto(Optional.ofNullable(System.getenv("DOCKER_HOST"))
                .orElse("unix:///var/run/docker.sock"), ScriptedEngine.IMAGE);
    }

    @AfterAll
    static void close() {
        HostCommand.run("docker", "rmi", "-f", ScriptedEngine.IMAGE);
        clients.close();
        listening.close();
        runtime.close();
        threads.close();
    }

    @Test
    void a_random_script_has_the_same_answers_and_leaves_the_same_containers() throws Exception {
        List<Future<List<String>>> played = new ArrayList<>();
        try (ExecutorService scripts = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int seed = FIRST; seed < FIRST + SCRIPTS; seed++) {
                int each = seed;
                played.add(scripts.submit(() -> play(each)));
            }
        }
        List<String> differences = new ArrayList<>();
        for (Future<List<String>> each : played) {
            differences.addAll(each.get());
        }
        assertThat(differences).as("%d scripts", SCRIPTS).isEmpty();
        if (SCRIPTS >= ENOUGH_SCRIPTS) {
            assertThat(MUST_HAPPEN).allSatisfy(each -> assertThat(seenByAll)
                    .anySatisfy(seen -> assertThat(seen).contains(each)));
        }
    }

    @Test
    @Timeout(120)
    void everything_that_happens_to_a_container_is_told() throws InterruptedException {
        ClusterId cluster = new ClusterId(UUID.randomUUID().toString());
        PretendedScriptedEngine pretended = PretendedScriptedEngine.make(cluster);
        DockerScriptedEngine real = new DockerScriptedEngine(runtime, docker, cluster, FIRST_PORT);
        try {
            assertThat(untold(pretended)).isEmpty();
            assertThat(untold(real)).isEmpty();
        } finally {
            pretended.close();
            real.clean();
        }
    }

    /** Steps after which the engine said nothing. */
    private static List<EngineStep> untold(ScriptedEngine engine) throws InterruptedException {
        List<EngineStep> steps = new ArrayList<>(List.of(new EngineStep.Create(0, 1,
                EngineStep.Program.SLEEPS, true, Optional.empty()), new EngineStep.Start(0)));
        List.of(Hand.PAUSE, Hand.UNPAUSE, Hand.RENAME, Hand.KILL, Hand.START, Hand.RESTART,
                Hand.REMOVE).forEach(hand -> steps.add(new EngineStep.ByHand(0, hand)));
        AtomicInteger told = new AtomicInteger();
        List<EngineStep> untold = new ArrayList<>();
        Following following = engine.runtime.events(told::incrementAndGet);
        engine.awaitListening(told);
        for (int number = 0; number < steps.size(); number++) {
            int before = told.get();
            engine.play(steps.get(number), number);
            if (!engine.isTold(() -> told.get() > before)) {
                untold.add(steps.get(number));
            }
        }
        following.close();
        return untold;
    }

    /** What differs first; again from the beginning where the engine was too busy to answer. */
    private List<String> play(int seed) throws InterruptedException {
        for (int attempt = 1;; attempt++) {
            try {
                return playOnce(seed);
            } catch (ContainerRuntimeUnavailableException e) {
                if (attempt == TRIES) {
                    return List.of("seed " + seed + ": " + e.getMessage());
                }
            }
        }
    }

    private List<String> playOnce(int seed) throws InterruptedException {
        ClusterId cluster = new ClusterId(UUID.randomUUID().toString());
        PretendedScriptedEngine pretended = PretendedScriptedEngine.make(cluster);
        DockerScriptedEngine real = new DockerScriptedEngine(runtime, docker, cluster,
                FIRST_PORT + seed * PORTS);
        EngineStep.Script script = new EngineStep.Script(seed);
        try {
            String seen = "";
            for (int number = 0; number < STEPS; number++) {
                EngineStep step = script.next(pretended.made());
                String before = seen;
                String said = pretended.play(step, number);
                seen = pretended.sightAfterStep();
                String expected = said + " | " + seen;
                seenByAll.add(expected);
                String truth = real.play(step, number) + " | " + real.sightOnce(seen);
                if (!truth.equals(expected)) {
                    return List.of("seed " + seed + ", step " + number + " " + step
                            + "\n  before    " + before
                            + "\n  docker    " + truth + real.lastRefusal()
                            + "\n  pretended " + expected);
                }
            }
            return List.of();
        } finally {
            pretended.close();
            real.clean();
        }
    }
}
