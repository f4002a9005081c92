package orchestrator.reconciler.simulation.judge;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.state.DesiredProject.RunEntry;
import orchestrator.core.wire.RecordCodec;
import orchestrator.reconciler.store.StoreWrite;

/** What persons have declared, by the log: the current revision of every project. */
public final class Declared {
    private final TreeMap<String, DesiredProject> revisions = new TreeMap<>();
    private final TreeMap<ProjectName, Integer> current = new TreeMap<>();

    void take(StoreWrite write) {
        Optional<byte[]> data = Ledger.data(write);
        if (data.isEmpty() || !write.path().startsWith("/projects/")) {
            return;
        }
        String[] parts = write.path().split("/");
        if (parts.length == 5) {
            revision(RecordCodec.decode(Revision.class, data.get()));
        } else if (parts.length == 3) {
            ProjectRecord record = RecordCodec.decode(ProjectRecord.class, data.get());
            current.put(record.project(), record.currentRevision());
        }
    }

    private void revision(Revision revision) {
        DeclarationReader.read(revision.file(), revision.text(), revision.files(),
                revision.number()).project().ifPresent(
                        read -> revisions.put(
                                revision.project() + " " + revision.number(), read));
    }

    /** The projects that run something. */
    public Collection<DesiredProject> projects() {
        return current.keySet().stream().flatMap(name -> project(name).stream()).toList();
    }

    /** What that project's current revision says; empty when it was deleted. */
    public Optional<DesiredProject> project(ProjectName name) {
        return Optional.ofNullable(revisions.get(name + " " + current.get(name)));
    }

    /** How that instance's service is declared now. */
    Optional<ServiceSpec> service(InstanceId id) {
        return project(id.project()).flatMap(found -> found.service(id.service()));
    }

    /** True when nothing ties it to its node, by what is declared. */
    boolean isMovable(AssignedInstance instance) {
        InstanceId id = instance.id();
        String entry = id.copy().map(copy -> copy.stack().value()).orElse(id.service().value());
        boolean counted = project(id.project()).stream().flatMap(each -> each.run().stream())
                .filter(each -> each.name().equals(entry)).anyMatch(Declared::isCounted);
        return counted && isWanted(id) && service(id)
                .filter(each -> each.exclusive() == Exclusive.NO && each.after().isEmpty()
                        && !each.container().staysWithData())
                .isPresent();
    }

    /** What goes because fewer are wanted is not moved. */
    private boolean isWanted(InstanceId id) {
        return project(id.project()).stream().flatMap(each -> each.run().stream())
                .anyMatch(entry -> switch (entry) {
                    case RunEntry.Service service -> id.copy().isEmpty()
                            && service.service().equals(id.service())
                            && id.number() <= most(service.count());
                    case RunEntry.Stack stack -> id.copy()
                            .filter(copy -> copy.stack().equals(stack.stack())
                                    && copy.number() <= most(stack.count()))
                            .isPresent()
                            && stack.members().stream().anyMatch(
                                    member -> member.service().equals(id.service())
                                            && id.number() <= most(member.count()));
                });
    }

    private static int most(Count count) {
        return count instanceof Count.Exactly(int number) ? number : Integer.MAX_VALUE;
    }

    private static boolean isCounted(RunEntry entry) {
        return entry.count() instanceof Count.Exactly && (!(entry instanceof RunEntry.Stack stack)
                || stack.members().stream()
                        .allMatch(each -> each.count() instanceof Count.Exactly));
    }
}
