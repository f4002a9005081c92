package orchestrator.core.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All an agent must know of what a container is, apart from where it is and what it is connected
 * to. Stored once under its {@link SpecHash}. Lists keep the order of the declaration.
 */
public record ContainerSpec(String image, List<List<Part>> command, List<Env> env,
        List<FileMount> files, List<Port> ports, List<Volume> volumes, Resources resources,
        Optional<Check> check, Optional<String> reload, Stop stop) {
    public ContainerSpec {
        command = command.stream().map(List::copyOf).toList();
        env = List.copyOf(env);
        files = List.copyOf(files);
        ports = List.copyOf(ports);
        volumes = List.copyOf(volumes);
    }

    /** One environment variable. */
    public record Env(String name, Value value) {}

    /** A file the container sees at {@code path}. */
    public record FileMount(String path, FileContent content) {}

    /** A port the container listens on; {@code published} fixes a port of the node for it. */
    public record Port(String name, int containerPort, Optional<Integer> published) {}

    /** {@code leaveBehind}: the instance may move to a node where this volume is empty. */
    public record Volume(String path, String name, boolean leaveBehind) {}

    /** How to end: a signal name without {@code SIG}, then SIGKILL after {@code grace}. */
    public record Stop(String signal, Duration grace) {
        public static final Stop DEFAULT = new Stop("TERM", Duration.ofSeconds(10));
    }

    /** The port of that name, when there is one. */
    public Optional<Port> port(String name) {
        return ports.stream().filter(port -> port.name().equals(name)).findFirst();
    }

    /** True when the instance must stay with its data. */
    public boolean staysWithData() {
        return volumes.stream().anyMatch(volume -> !volume.leaveBehind());
    }

    /** This spec without what can change under a running container: hashed for identity. */
    public ContainerSpec withoutReloadable() {
        List<FileMount> fixed = reload.isEmpty()
                ? files
                : files.stream().map(ContainerSpec::withoutTemplateText).toList();
        return new ContainerSpec(image, command, env, fixed, ports, volumes, resources,
                Optional.empty(), reload, Stop.DEFAULT);
    }

    private static FileMount withoutTemplateText(FileMount file) {
        return new FileMount(file.path(), new FileContent.Plain("", ""));
    }
}
