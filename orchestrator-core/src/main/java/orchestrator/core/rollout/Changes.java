package orchestrator.core.rollout;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.state.DesiredProject.Member;
import orchestrator.core.state.DesiredProject.RunEntry;

/**
 * Which services are other ones than in the good revision. Where that revision cannot be read, any
 * may be, and only what was placed after it is held against the current one.
 *
 * @param wanted container of each service of the current revision
 * @param proven container and image of each service that the good revision ran
 * @param since  only incarnations placed for a later revision are the current one's doing
 * @param failed revisions before the current one of which it is known that they failed
 */
record Changes(SortedMap<ServiceName, SpecHash> wanted, SortedMap<ServiceName, Proven> proven,
        int since, SortedSet<Integer> failed) {

    /** What is known to run. */
    record Proven(SpecHash container, String image) {}

    static Changes of(Rollout rollout) {
        SortedMap<ServiceName, SpecHash> wanted = new TreeMap<>();
        rollout.current().services().forEach(service -> wanted.put(service.name(),
                SpecHash.ofContainer(service.container())));
        SortedMap<ServiceName, Proven> proven = new TreeMap<>();
        rollout.good().ifPresent(good -> run(good).forEach(name -> good.service(name)
                .map(ServiceSpec::container)
                .ifPresent(container -> proven.put(name,
                        new Proven(SpecHash.ofContainer(container), container.image())))));
        SortedSet<Integer> failed = new TreeSet<>();
        rollout.record().results().stream()
                .filter(each -> each.outcome() == Outcome.FAILED
                        && each.revision() != rollout.current().revision())
                .forEach(each -> failed.add(each.revision()));
        return new Changes(wanted, proven,
                rollout.isGoodUnreadable() ? rollout.record().good() : -1, failed);
    }

    /** Only what ran proves anything. */
    private static SortedSet<ServiceName> run(DesiredProject project) {
        SortedSet<ServiceName> run = new TreeSet<>();
        for (RunEntry entry : project.run()) {
            if (isNone(entry.count())) {
                continue;
            }
            switch (entry) {
                case RunEntry.Service(ServiceName service, Count _) -> run.add(service);
                case RunEntry.Stack stack -> stack.members().stream()
                        .filter(member -> !isNone(member.count())).map(Member::service)
                        .forEach(run::add);
            }
        }
        return run;
    }

    private static boolean isNone(Count count) {
        return count.equals(new Count.Exactly(0));
    }

    /** True when the revision makes another container of that service. */
    boolean isChanged(ServiceName service) {
        return wanted.containsKey(service) && !Optional.ofNullable(proven.get(service))
                .map(Proven::container).equals(Optional.of(wanted.get(service)));
    }

    /** True when the good revision did not run that service from this image. */
    boolean hasNewImage(ServiceSpec service) {
        return !Optional.ofNullable(proven.get(service.name())).map(Proven::image)
                .equals(Optional.of(service.container().image()));
    }

    /** True when the incarnation is what the current revision wants. */
    boolean isWanted(AssignedInstance assigned) {
        return assigned.container().equals(wanted.get(assigned.id().service()));
    }

    /** True when the incarnation is a new container of a service that the revision changes. */
    boolean isNew(AssignedInstance assigned) {
        return isWanted(assigned) && isChanged(assigned.id().service());
    }

    /**
     * True when how the incarnation fares is the current revision's doing. One that was placed for a
     * revision that failed has been told already; whoever applied since has seen it.
     */
    boolean isItsDoing(AssignedInstance assigned) {
        int placedFor = assigned.origin().revision();
        return isNew(assigned) && placedFor > since && !failed.contains(placedFor);
    }
}
