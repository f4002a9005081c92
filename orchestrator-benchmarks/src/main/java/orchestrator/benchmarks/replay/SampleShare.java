package orchestrator.benchmarks.replay;

import java.util.List;
import orchestrator.benchmarks.core.Population;
import orchestrator.benchmarks.core.SampleProjects;
import orchestrator.core.model.NodeAssignment;

/** The assignment of a node that runs an even share, as the planner makes it. */
final class SampleShare {
    private SampleShare() {}

    static NodeAssignment of(Size size) {
        List<SampleProjects.File> files = size.perNode() <= size.services()
                ? SampleProjects.of(size.perNode(), 1)
                : SampleProjects.of(size.services(), (size.perNode() + size.services() - 1)
                        / size.services());
        return Population.packed(SampleProjects.desired(files));
    }
}
