package orchestrator.reconciler.simulation.exhaustive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.reconciler.simulation.ClusterSight;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.SimulatedProcess;
import orchestrator.reconciler.simulation.Strangers;
import orchestrator.reconciler.simulation.git.SimulatedCommitter;
import orchestrator.reconciler.simulation.git.SimulatedCommitter.Terms;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreUnavailableException;

/**
 * A cluster with somebody to look after it: who is killed is started again after a while, as its
 * supervisor would, and a command that got no answer is given again unless it shows that it was done.
 */
final class Stage {
    private static final Duration UNTIL_STARTED_AGAIN = Duration.ofSeconds(3);
    private static final Duration UNTIL_TRIED_AGAIN = Duration.ofSeconds(1);
    private static final int TRIES = 10;

    private final SimulatedCluster cluster;
    private final TreeSet<String> gone = new TreeSet<>();
    private final List<String> dead = new ArrayList<>();
    private Optional<SimulatedCommitter> committer = Optional.empty();

    Stage(SimulatedCluster cluster) {
        this.cluster = cluster;
        Strangers.settle(cluster, "site");
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    ClusterSight sight() {
        return cluster.sight();
    }

    void kill(SimulatedProcess process) {
        kill(process.toString());
    }

    /** A server, or the agent of a node, by the name of its process. */
    void kill(String process) {
        kill(process, Runnable::run);
    }

    /** As the other, and starts it again in that way. */
    void kill(String process, Consumer<Runnable> starting) {
        if (cluster.servers().contains(process)) {
            cluster.server(process).kill();
            again(process, () -> starting.accept(() -> cluster.startServer(process)));
            return;
        }
        String node = cluster.nodeNames().stream()
                .filter(each -> process.startsWith(each + "-")).findFirst().orElseThrow();
        cluster.node(node).killAgent();
        again(process, () -> {
            if (!gone.contains(node) && !cluster.node(node).hasAgent()) {
                starting.accept(cluster.node(node)::startAgent);
            }
        });
    }

    private void again(String process, Runnable start) {
        dead.add(process);
        cluster.timeline().after(UNTIL_STARTED_AGAIN, () -> {
            dead.remove(process);
            start.run();
        });
    }

    /** A machine that burns down: nobody starts anything there again. */
    void lose(String node) {
        gone.add(node);
        cluster.node(node).crash();
    }

    /** A project whose file comes out of a repository from now on. */
    void connect(String project) {
        committer = Optional.of(SimulatedCommitter.connect(cluster, project, Terms.USUAL));
    }

    /** Who pushes to that repository. */
    SimulatedCommitter committer() {
        return committer.orElseThrow();
    }

    void apply(String yaml) {
        apply(yaml, orchestrator.reconciler.simulation.Declarations.TEMPLATE_TEXT);
    }

    void apply(String yaml, String template) {
        ProjectName project = new ProjectName(yaml.lines().findFirst().orElseThrow()
                .substring("project: ".length()));
        int before = revision(project);
        does(() -> cluster.apply(yaml, template), () -> revision(project) > before);
    }

    void delete(String name) {
        ProjectName project = new ProjectName(name);
        int before = revision(project);
        does(() -> cluster.delete(name), () -> revision(project) > before);
    }

    int revision(ProjectName project) {
        return cluster.records().project(project)
                .map(found -> found.value().currentRevision()).orElse(0);
    }

    /** What a person does, until it is done. */
    void does(Runnable command, BooleanSupplier isDone) {
        for (int tries = 1; tries < TRIES; tries++) {
            try {
                command.run();
                return;
            } catch (StoreUnavailableException e) {
                cluster.pass(UNTIL_TRIED_AGAIN);
                if (isDone.getAsBoolean()) {
                    return;
                }
            }
        }
        command.run();
    }

    /** Until that revision has ended in that way. */
    void await(ProjectName project, int revision, Outcome outcome) {
        cluster.await("revision " + revision + " " + outcome, () -> cluster.records()
                .rollout(project).flatMap(found -> found.value().result(revision))
                .filter(result -> result.outcome() == outcome).isPresent());
    }

    void awaitReady(int instances) {
        cluster.awaitReady(instances);
    }

    void settle() {
        settle(Harm.QUIET);
    }

    /** Until everybody lives again and nothing happens any more for that long. */
    void settle(Duration quiet) {
        cluster.await("everybody to live", dead::isEmpty);
        cluster.await("nothing happening for " + quiet, () -> {
            long before = happened();
            cluster.pass(quiet);
            return before == happened();
        });
    }

    /** Deeds and writes; a lease is renewed for as long as it is needed. */
    private long happened() {
        return cluster.log().mark() + cluster.ensemble().log().stream()
                .filter(each -> each.writes().stream()
                        .noneMatch(write -> write.path().startsWith(Paths.LEASES)))
                .count();
    }
}
