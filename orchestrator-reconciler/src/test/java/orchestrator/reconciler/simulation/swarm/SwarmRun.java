package orchestrator.reconciler.simulation.swarm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.simulation.judge.Judges;

/** One seed: a cluster, its faults, the way back, and what was wrong about it. */
public final class SwarmRun {
    /** How long a cluster that works again may take to run what is declared. */
    static final Duration BOUND = Duration.ofSeconds(60);
    /** The last words about a rollout come after its last step. */
    private static final Duration SETTLED = Duration.ofSeconds(10);
    /** Four of a project that follows git, one after the other. */
    private static final Duration FROM_GIT = Duration.ofSeconds(16);

    private final long seed;
    private final Random random;
    private final Tally tally = new Tally();
    private final List<String> wrong = new ArrayList<>();

    SwarmRun(long seed) {
        this.seed = seed;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    }

    /**
     * What came of a seed.
     *
     * @param wrong     empty when all was well
     * @param simulated how much time passed in it
     * @param digest    of everything that happened
     */
    public record Outcome(long seed, List<String> wrong, Duration simulated, String digest,
            Tally tally) {}

    /** Runs it; every line that a person wants to read goes to {@code reader}. */
    Outcome run(java.util.function.Consumer<String> reader) {
        Size size = Size.draw(random);
        try (SimulatedCluster cluster = new SimulatedCluster(seed,
                new SimulatedCluster.Setup(size.nodes(), random.nextInt(4) > 0))) {
            Judges judges = Judges.attach(cluster);
            SwarmWitness.attach(cluster, tally);
            tell(cluster, reader);
            FaultMix mix = FaultMix.draw(random);
            reader.accept("seed " + seed + ": " + size + ", " + mix);
            try {
                walk(cluster, judges, size, mix, reader);
            } catch (AssertionError | RuntimeException e) {
                if (judges.violations().isEmpty()) {
                    throw e;
                }
            }
            judges.violations().forEach(each -> wrong.add(each.toString()));
            return new Outcome(seed, wrong, Duration.between(SimulatedTimeline.START,
                    cluster.timeline().now()), cluster.timeline().trace().digest(), tally);
        }
    }

    private void tell(SimulatedCluster cluster, java.util.function.Consumer<String> reader) {
        cluster.timeline().trace().read(line -> reader.accept(
                cluster.timeline().now() + " " + line));
    }

    private void walk(SimulatedCluster cluster, Judges judges, Size size, FaultMix mix,
            java.util.function.Consumer<String> reader) {
        Persons persons = new Persons(cluster, random, tally);
        Strikes strikes = new Strikes(cluster, judges, persons, random, tally);
        persons.begin(size.projects(), size.most());
        cluster.pass(strikes.pause());
        cluster.fates(new ChanceFates(random, mix, tally));
        for (int strike = 0; strike < size.strikes() && judges.violations().isEmpty(); strike++) {
            Fault fault = mix.next(random);
            reader.accept(cluster.timeline().now() + " strikes " + fault);
            strikes.strike(fault);
            cluster.pass(strikes.pause());
            strikes.mendSome();
        }
        reader.accept(cluster.timeline().now() + " everything is mended");
        strikes.mendAll();
        persons.settle();
        if (judges.violations().isEmpty()) {
            strikes.git().heal();
            comesToRest(cluster, judges, persons, strikes.git());
            strikes.git().wrongAtRest().ifPresent(wrong::add);
        }
        wrong.addAll(strikes.git().violations());
    }

    private void comesToRest(SimulatedCluster cluster, Judges judges, Persons persons,
            GitPersons git) {
        Duration bound = BOUND.plus(rollouts(cluster, persons))
                .plus(git.isFollowing() ? FROM_GIT : Duration.ZERO);
        Instant due = cluster.timeline().now().plus(bound);
        Rest rest = new Rest(cluster, judges.ledger().declared());
        List<String> differs = rest.await(bound);
        if (!judges.violations().isEmpty()) {
            return;
        }
        if (!differs.isEmpty()) {
            wrong.add("L1: seed " + seed + ": after everything was mended " + differs + "\n"
                    + cluster.sight().describe());
            return;
        }
        // What is replaced by the same image differs in nothing that can be seen from here.
        Duration left = Duration.between(cluster.timeline().now(), due);
        cluster.pass(left.compareTo(SETTLED) > 0 ? left : SETTLED);
        List<String> noise = rest.quiet();
        if (!noise.isEmpty() && judges.violations().isEmpty()) {
            wrong.add("L1: seed " + seed + ": at rest, " + noise);
        }
        List<String> planned = rest.planned();
        if (!planned.isEmpty() && judges.violations().isEmpty()) {
            wrong.add("purity: seed " + seed + ": at rest, " + planned);
        }
    }

    /** As the last revisions are rolled out one by one, and each has to be stable first. */
    private static Duration rollouts(SimulatedCluster cluster, Persons persons) {
        int nodes = cluster.nodeNames().size();
        return persons.wishes().stream().map(wish -> Duration.ofSeconds(
                (long) (wish.stableSeconds() + 4) * wish.longest(nodes) / wish.atOnce()))
                .max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** How large a run is: mostly small. */
    record Size(int nodes, int projects, int most, int strikes) {
        static Size draw(Random random) {
            int kind = random.nextInt(100);
            int strikes = 4 + random.nextInt(14);
            if (kind < 85) {
                return new Size(1 + random.nextInt(6), 1 + random.nextInt(3),
                        1 + random.nextInt(4), strikes);
            }
            if (kind < 97) {
                return new Size(7 + random.nextInt(9), 1 + random.nextInt(4),
                        2 + random.nextInt(10), strikes);
            }
            return new Size(16 + random.nextInt(35), 2 + random.nextInt(4),
                    5 + random.nextInt(40), strikes);
        }
    }
}
