package orchestrator.reconciler.agent;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.SecretId;

/**
 * What an assignment asks for, found once as long as it is the same one.
 *
 * @param images         of its incarnations, and of those that come next
 * @param missingSecrets used by it, without a value that can be opened
 */
record AssignmentNeeds(NodeAssignment assignment, Knowledge knowledge, SortedSet<String> images,
        SortedSet<SecretId> missingSecrets) {
    static AssignmentNeeds of(NodeAssignment assignment, Knowledge knowledge) {
        SortedSet<String> images = new TreeSet<>();
        SortedSet<SecretId> missing = new TreeSet<>();
        for (AssignedInstance each : assignment.instances()) {
            images.addAll(ImageAsks.of(each, knowledge.specs()));
            each.secrets().forEach(use -> missing.add(use.id()));
        }
        missing.removeAll(knowledge.secrets().keySet());
        return new AssignmentNeeds(assignment, knowledge,
                Collections.unmodifiableSortedSet(images),
                Collections.unmodifiableSortedSet(missing));
    }

    /** These, when they are of the same two objects. */
    AssignmentNeeds now(NodeAssignment latest, Knowledge known) {
        return assignment == latest && knowledge == known ? this : of(latest, known);
    }
}
