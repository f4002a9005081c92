package orchestrator.reconciler.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.CopyId;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.state.DesiredProject.RunEntry;
import orchestrator.core.state.DesiredProject.SecretSpec;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/** What a person does to the simulated cluster. Secrets are not sealed here: that is not the point. */
final class SimulatedPerson {
    private final ClusterRecords records;
    private final Timeline timeline;

    SimulatedPerson(ClusterRecords records, Timeline timeline) {
        this.records = records;
        this.timeline = timeline;
    }

    void apply(String yaml, String template) {
        SortedMap<String, String> files = new TreeMap<>();
        DeclarationReader.referencedFiles("test.yml", yaml)
                .forEach(path -> files.put(path, template));
        DeclarationReader.Result result = DeclarationReader.read("test.yml", yaml, files, 1);
        DesiredProject project = result.project().orElseThrow(
                () -> new AssertionError("a scenario applies a wrong file: " + result.problems()));
        commit(project.name(), yaml, files, secrets(project));
    }

    void delete(String project) {
        commit(new ProjectName(project), "", new TreeMap<>(), List.of());
    }

    void drain(String node) {
        records.store().commit(List.of(records.put(Paths.intent(new NodeName(node)),
                new NodeIntent("alice", "test", timeline.now()), Optional.empty())));
    }

    void undrain(String node) {
        NodeName name = new NodeName(node);
        records.intent(name).ifPresent(intent -> records.store().commit(List.of(
                new StoreWrite.Delete(Paths.intent(name), intent.version()))));
    }

    private void commit(ProjectName name, String yaml, SortedMap<String, String> files,
            List<SecretId> secrets) {
        int number = records.project(name).map(old -> old.value().currentRevision()).orElse(0) + 1;
        Revision revision = new Revision(name, number, "alice", timeline.now(), "test", "a change",
                "test.yml", yaml, files, yaml.isEmpty());
        List<StoreWrite> writes = new ArrayList<>();
        writes.add(records.put(Paths.project(name), new ProjectRecord(name, number),
                records.project(name)));
        parent(writes, Paths.revisions(name));
        writes.add(records.put(Paths.revision(name, number), revision, Optional.empty()));
        if (!secrets.isEmpty()) {
            parent(writes, Paths.secrets(name));
        }
        secrets.stream().filter(id -> records.secret(id).isEmpty())
                .forEach(id -> writes.add(secret(id)));
        records.store().commit(writes);
    }

    private void parent(List<StoreWrite> writes, String path) {
        if (records.store().read(path).isEmpty()) {
            writes.add(new StoreWrite.Create(path, new byte[0], false));
        }
    }

    private StoreWrite secret(SecretId id) {
        byte[] value = ("value of " + id).getBytes(StandardCharsets.UTF_8);
        return records.put(Paths.secret(id), new SealedSecret(id, 1, new byte[12], value, true),
                Optional.empty());
    }

    private static List<SecretId> secrets(DesiredProject project) {
        List<SecretId> ids = new ArrayList<>();
        for (SecretSpec secret : project.secrets()) {
            if (!secret.perCopy()) {
                ids.add(new SecretId(project.name(), SecretId.SHARED, secret.name()));
                continue;
            }
            for (RunEntry entry : project.run()) {
                if (entry instanceof RunEntry.Stack(var stack, Count.Exactly(int copies), _)) {
                    for (int number = 1; number <= copies; number++) {
                        ids.add(new SecretId(project.name(),
                                new CopyId(stack, number).toString(), secret.name()));
                    }
                }
            }
        }
        return ids;
    }
}
