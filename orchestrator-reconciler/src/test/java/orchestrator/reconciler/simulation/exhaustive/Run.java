package orchestrator.reconciler.simulation.exhaustive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.judge.Judges;
import orchestrator.reconciler.simulation.judge.Violation;

/**
 * One run of a story.
 *
 * @param end        of no meaning when there are violations: they end it
 * @param begin      the number of the last call before it
 * @param violations what must never happen and did
 */
record Run(End end, List<Call> calls, int begin, boolean struck, List<String> violations) {
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
        private Optional<Run> over = Optional.empty();

        Course(Scenario scenario, Optional<Blow> blow, SimulatedCluster cluster) {
            this.scenario = scenario;
            this.blow = blow;
            this.cluster = cluster;
            this.judges = Judges.attach(cluster);
        }

        Run run() {
            cluster.timeline().run(() -> over = Optional.of(story()));
            while (over.isEmpty() && judges.violations().isEmpty()) {
                cluster.pass(LOOK);
            }
            return judges.violations().isEmpty()
                    ? over.get()
                    : new Run(End.NONE, List.of(), 0, true, judges.violations().stream()
                            .map(Violation::toString).toList());
        }

        private Run story() {
            Stage stage = new Stage(cluster);
            scenario.before().accept(stage);
            int begin = cluster.timeline().calls();
            int mark = cluster.log().mark();
            StruckFates fates = new StruckFates(begin, blow, stage::kill);
            cluster.fates(fates);
            scenario.story().accept(stage);
            stage.settle(blow.map(each -> each.harm().quiet()).orElse(Harm.QUIET));
            return new Run(End.of(scenario, stage, mark), List.copyOf(fates.calls()), begin,
                    fates.hasStruck(), List.of());
        }
    }
}
