package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import orchestrator.reconciler.simulation.ContainerLog.Entry;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.Test;

/**
 * A leader that is killed right before or right after any one of its commits is continued by the next
 * one: the end is the same, nothing is done twice, and never do too few serve on the way.
 */
class LeaderKillTest {
    private static final long SEED = 23;
    /** Nobody is killed: the run that the others are held against. */
    private static final int NEVER = 0;
    /** Reports and events that come after the last step of a rollout. */
    private static final Duration LEFT_OVER = Duration.ofSeconds(3);

    @Test
    void a_rollout_is_continued_from_every_step() {
        heldAgainstTheUndisturbed(cluster -> {
            cluster.apply(Declarations.site("web:2", "cache:2"));
            new RolloutSight(cluster).await(2, Outcome.DONE);
        });
    }

    @Test
    void a_rollback_is_continued_from_every_step() {
        heldAgainstTheUndisturbed(cluster -> {
            cluster.breakImage("cache:2", true);
            cluster.apply(Declarations.site("web:1", "cache:2"));
            new RolloutSight(cluster).await(3, Outcome.DONE);
        });
    }

    @Test
    void a_rollback_before_anything_old_was_stopped_is_continued_from_every_step() {
        heldAgainstTheUndisturbed(cluster -> {
            cluster.breakImage("web:2", true);
            cluster.apply(Declarations.site("web:2", "cache:1"));
            new RolloutSight(cluster).await(3, Outcome.DONE);
        });
    }

    private static void heldAgainstTheUndisturbed(Consumer<SimulatedCluster> rollout) {
        End undisturbed = run(rollout, NEVER, true);
        assertThat(undisturbed.violations()).isEmpty();
        assertThat(undisturbed.commits()).isGreaterThan(10);
        for (int step = 1; step <= undisturbed.commits(); step++) {
            for (boolean before : new boolean[]{true, false}) {
                End end = run(rollout, step, before);
                assertThat(end.violations()).as("killed at step %s", step).isEmpty();
                assertThat(end.killed()).as("killed at step %s", step).isTrue();
                assertThat(end.state()).as("killed at step %s, before it: %s", step, before)
                        .isEqualTo(undisturbed.state());
            }
        }
    }

    /** What came of one run; {@code commits} is how many the leaders made in it. */
    private record End(List<String> state, int commits, boolean killed, List<String> violations) {}

    private static End run(Consumer<SimulatedCluster> rollout, int step, boolean before) {
        try (SimulatedCluster cluster = new SimulatedCluster(SEED, 3)) {
            RolloutSight sight = new RolloutSight(cluster);
            cluster.apply(Declarations.site("web:1", "cache:1"));
            sight.await(1, Outcome.DONE);
            cluster.pass(LEFT_OVER);
            sight.guardBudget();
            int mark = cluster.log().mark();
            int[] commits = {0};
            boolean[] killed = {false};
            cluster.fates(new Fates() {
                private int fatal;

                @Override
                public OfCommit commit(Call call, List<StoreWrite> writes) {
                    if (isLeaders(writes) && ++commits[0] == step) {
                        fatal = call.number();
                        if (before) {
                            killed[0] = true;
                            call.process().kill();
                        }
                    }
                    return OfCommit.ANSWERED;
                }

                @Override
                public void done(Call call) {
                    if (call.number() == fatal) {
                        killed[0] = true;
                        call.process().kill();
                    }
                }
            });
            rollout.accept(cluster);
            cluster.pass(LEFT_OVER);
            return new End(state(cluster, sight, mark), commits[0], killed[0],
                    sight.violations());
        }
    }

    private static boolean isLeaders(List<StoreWrite> writes) {
        return writes.getFirst() instanceof StoreWrite.Check check
                && check.path().equals(Paths.EPOCH);
    }

    /** Who runs where from what, how every revision ended, and what was made on the way. */
    private static List<String> state(SimulatedCluster cluster, RolloutSight sight, int mark) {
        List<String> state = new ArrayList<>();
        cluster.sight().containers().map(each -> each.address() + " on " + each.node().name()
                + " from " + each.image() + " " + each.container().identity().container())
                .sorted().forEach(state::add);
        state.add("good " + sight.record().good() + ", " + sight.outcomes() + ", current "
                + sight.current());
        state.addAll(made(cluster, mark));
        return state;
    }

    /**
     * How many incarnations of each service were made, and how often one instance was at most: which
     * of them is the first may hang on whose image arrives first.
     */
    private static List<String> made(SimulatedCluster cluster, int mark) {
        TreeMap<String, TreeSet<String>> instances = new TreeMap<>();
        TreeMap<String, Integer> services = new TreeMap<>();
        TreeMap<String, Integer> most = new TreeMap<>();
        for (Entry entry : cluster.log().since(mark, Deed.CREATED)) {
            InstanceId id = entry.identity().instance();
            TreeSet<String> made = instances.computeIfAbsent(id.address(), _ -> new TreeSet<>());
            if (made.add(entry.identity().incarnation().toString())) {
                services.merge(id.service().value(), 1, Integer::sum);
                most.merge(id.service().value(), made.size(), Math::max);
            }
        }
        return services.entrySet().stream().map(each -> each.getValue() + " of " + each.getKey()
                + " made, of one at most " + most.get(each.getKey())).toList();
    }
}
