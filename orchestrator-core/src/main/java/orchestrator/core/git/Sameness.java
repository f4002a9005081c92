package orchestrator.core.git;

import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.SourceMark;
import orchestrator.core.state.DesiredProject;

/** Whether two declarations want the same, however they are written. */
public final class Sameness {
    private Sameness() {}

    /** True when nothing would change; restarts asked for beside the file do not count. */
    public static boolean is(DesiredProject one, DesiredProject other) {
        return bare(one).equals(bare(other));
    }

    /** Without what depends on how, when and by whom it was written. */
    private static DesiredProject bare(DesiredProject project) {
        return new DesiredProject(project.name(), 0,
                project.services().stream().map(Sameness::bare).toList(), project.run(),
                project.secrets(), new TreeMap<>(), Optional.empty());
    }

    private static ServiceSpec bare(ServiceSpec service) {
        return new ServiceSpec(service.name(), service.container(), service.place(),
                service.after(), service.update(), service.exclusive(), service.lostAfter(),
                SourceMark.NONE);
    }
}
