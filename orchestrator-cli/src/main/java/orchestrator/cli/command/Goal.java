package orchestrator.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import orchestrator.cli.render.Address;
import orchestrator.cli.render.InstanceView;
import orchestrator.cli.render.ProjectView;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ProjectName;
import orchestrator.core.plan.Plan;

/**
 * What is looked on at until it is so.
 *
 * @param course  the revision that is to come true
 * @param bound   true when it is that revision or none, as it was a person's own
 * @param address only those instances, when not the whole project
 */
record Goal(ProjectName project, Course course, boolean bound, Optional<Address> address) {
    /** That revision of a project, which a person has just sent. */
    static Goal revision(ProjectName project, int revision) {
        return new Goal(project, Course.to(revision), true, Optional.empty());
    }

    /** Whatever is wanted of a project, or of a part of it. */
    static Goal current(ProjectName project, Optional<Address> address) {
        return new Goal(project, Course.any(), false, address);
    }

    /** What matters of a project. */
    ProjectView of(ProjectView whole) {
        return address.map(each -> whole.only(each.select(whole))).orElse(whole);
    }

    /** What matters of a plan; {@code part} is what matters of the project. */
    Plan of(Plan plan, ProjectView part) {
        if (address.isEmpty()) {
            return plan;
        }
        Set<InstanceId> ids = new TreeSet<>();
        List<InstanceView> instances = part.instances();
        instances.forEach(each -> ids.add(each.id()));
        Predicate<InstanceId> matters = ids::contains;
        return new Plan(
                plan.actions().stream().filter(each -> matters.test(each.instance())).toList(),
                plan.holds().stream().filter(each -> matters.test(each.instance())).toList(),
                plan.specs(), plan.usedIncarnations());
    }
}
