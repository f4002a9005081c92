package orchestrator.reconciler.simulation.exhaustive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.git.HonestGit;
import orchestrator.reconciler.simulation.judge.Judges;
import orchestrator.reconciler.simulation.judge.Violation;

/**
 * One run of a story.
 *
 * @param end        of no meaning when there are violations: they end it
 * @param violations what must never happen and did
 */
record Run(End end, StruckFates fates, List<String> violations) {
    private static final long SEED = 23;
    /** How often somebody looks from outside whether it is over, which costs real time. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    static Run of(Scenario scenario, Optional<Blow> blow) {
        try (SimulatedCluster cluster = new SimulatedCluster(SEED, scenario.nodes())) {
            return new Course(scenario, blow, cluster).run();
        }
    }

    /** The story itself happens in simulated time, as what is told of in it does. */
    private static final class Course {
        private final Scenario scenario;
        private final Optional<Blow> blow;
        private final SimulatedCluster cluster;
        private final Judges judges;
        private final HonestGit git;
        private final Stage stage;
        private final StruckFates fates;
        private Optional<End> end = Optional.empty();

        Course(Scenario scenario, Optional<Blow> blow, SimulatedCluster cluster) {
            this.scenario = scenario;
            this.blow = blow;
            this.cluster = cluster;
            this.judges = Judges.attach(cluster);
            this.git = HonestGit.attach(cluster);
            this.stage = new Stage(cluster);
            this.fates = new StruckFates(blow, stage);
        }

        Run run() {
            cluster.timeline().run(() -> end = Optional.of(story()));
            while (end.isEmpty() && violations().isEmpty()) {
                cluster.pass(LOOK);
            }
            return new Run(end.orElse(End.NONE), fates, violations());
        }

        private List<String> violations() {
            return Stream.concat(judges.violations().stream().map(Violation::toString),
                    git.violations().stream()).toList();
        }

        private End story() {
            scenario.before().accept(stage);
            int mark = cluster.log().mark();
            fates.begin();
            scenario.story().accept(stage);
            stage.settle(blow.map(each -> each.harm().quiet()).orElse(Harm.QUIET));
            fates.end();
            return End.of(scenario, stage, mark);
        }
    }
}
