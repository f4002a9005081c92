package orchestrator.reconciler.simulation;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.core.model.SecretName;
import orchestrator.core.state.DesiredProject;
import orchestrator.reconciler.client.GitConnections;
import orchestrator.reconciler.client.StoreClusterClient;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Versioned;

/** What a person does to the simulated cluster, through the real client. */
public final class SimulatedPerson {
    private final ClusterRecords records;
    private final StoreClusterClient client;
    private final SimulatedProcess laptop;
    private final SimulatedTimeline world;

    SimulatedPerson(ClusterRecords records, StoreClusterClient client, SimulatedProcess laptop,
            SimulatedTimeline world) {
        this.records = records;
        this.client = client;
        this.laptop = laptop;
        this.world = world;
    }

    /** Each command takes its time, as its calls to the store do. */
    private <T> T command(Supplier<T> command) {
        return world.call(laptop, command);
    }

    public void apply(String yaml, String template) {
        SortedMap<String, String> files = new TreeMap<>();
        DeclarationReader.referencedFiles("test.yml", yaml)
                .forEach(path -> files.put(path, template));
        DeclarationReader.Result result = DeclarationReader.read("test.yml", yaml, files, 1);
        DesiredProject project = result.project().orElseThrow(
                () -> new AssertionError("a scenario applies a wrong file: " + result.problems()));
        apply(project.name(), yaml, files);
    }

    public void delete(String project) {
        apply(new ProjectName(project), "", new TreeMap<>());
    }

    /** Rolling, all that the address covers; returns the number of the revision that asks. */
    public int restart(String project, String... addresses) {
        return command(() -> restartNow(project, addresses));
    }

    private int restartNow(String project, String... addresses) {
        ProjectName name = new ProjectName(project);
        Revision current = client.revision(name, currentOf(name).orElseThrow()).orElseThrow();
        SortedMap<String, Integer> restarts = new TreeMap<>(current.restarts());
        for (String address : addresses) {
            restarts.put(address, current.number() + 1);
        }
        return client.apply(new Revision(name, 0, "alice", laptop.now(), "test", "restart",
                current.file(), current.text(), current.files(), false, restarts),
                OptionalInt.of(current.number())).number();
    }

    /** What she says of the connections of projects to repositories. */
    public void git(Consumer<GitConnections> what) {
        does(() -> what.accept(client.git()));
    }

    /** Goes back to an earlier revision. */
    public void rollback(String project, int number) {
        ProjectName name = new ProjectName(project);
        does(() -> {
            Revision then = client.revision(name, number).orElseThrow();
            client.apply(new Revision(name, 0, "alice", laptop.now(), "laptop",
                    "same as " + number, then.file(), then.text(), then.files(), false),
                    OptionalInt.of(currentOf(name).orElseThrow()));
        });
    }

    public boolean pause(String project) {
        ProjectName name = new ProjectName(project);
        return command(() -> client.pause(name, currentOf(name).orElseThrow(), "alice"));
    }

    public boolean resume(String project) {
        ProjectName name = new ProjectName(project);
        return command(() -> client.resume(name, currentOf(name).orElseThrow()));
    }

    public StoreClusterClient client() {
        return client;
    }

    private Optional<Integer> currentOf(ProjectName name) {
        return records.project(name).map(Versioned::value)
                .map(project -> project.currentRevision());
    }

    public void drain(String node) {
        does(() -> client.drain(new NodeName(node), "alice", "test"));
    }

    public void confirmDead(String node) {
        does(() -> client.confirmDead(new NodeName(node), "alice", "burnt down"));
    }

    public void setSecret(ProjectName project, SecretName name, byte[] plaintext) {
        does(() -> client.setSecret(project, name, plaintext));
    }

    public void undrain(String node) {
        does(() -> client.undrain(new NodeName(node)));
    }

    private void does(Runnable what) {
        command(() -> {
            what.run();
            return true;
        });
    }

    private void apply(ProjectName name, String yaml, SortedMap<String, String> files) {
        does(() -> applyNow(name, yaml, files));
    }

    private void applyNow(ProjectName name, String yaml, SortedMap<String, String> files) {
        Optional<Integer> current = currentOf(name);
        client.apply(new Revision(name, 0, "alice", laptop.now(), "test", "a change",
                "test.yml", yaml, files, yaml.isEmpty()),
                current.map(OptionalInt::of).orElse(OptionalInt.empty()));
    }
}
