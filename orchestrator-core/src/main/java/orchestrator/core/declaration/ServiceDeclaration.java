package orchestrator.core.declaration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;

import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.SourceMark;

/**
 * One service as it was written, with defaults for what was not.
 *
 * @param unreadable keys that hold something that was reported already; what depends on them is
 *                   not checked, so that one mistake is one problem
 */
record ServiceDeclaration(Marked<String> name, String image, List<OpenText> command,
        List<Env> env, List<FileEntry> files, List<Port> ports, List<Port> publish,
        List<Volume> volumes, Optional<CheckDeclaration> check, Resources resources, Place place,
        List<Marked<String>> after, UpdateDeclaration update, Optional<Marked<String>> reload,
        ContainerSpec.Stop stop, Optional<Marked<ServiceSpec.Exclusive>> exclusive,
        Duration lostAfter, SortedSet<String> unreadable) {

    /** A variable of the environment. */
    record Env(Marked<String> name, Content value) {}

    /** A file of the container. */
    record FileEntry(Marked<String> path, Content content) {}

    /** What stands on the right side of {@code env} and {@code files}. */
    sealed interface Content {
        record Inline(OpenText text) implements Content {}

        record Secret(Marked<String> name) implements Content {}

        record File(Marked<String> path) implements Content {}

        record Template(Marked<String> path) implements Content {}
    }

    /** A line of {@code ports} or {@code publish}. */
    record Port(Marked<String> name, Marked<Integer> number) {}

    /** A line of {@code volumes}. */
    record Volume(Marked<String> path, Marked<String> name, boolean leaveBehind) {}

    /** What a check asks, before its port is known to exist. */
    record CheckDeclaration(Probe probe, SourceMark mark, Optional<Marked<String>> port,
            Timing timing) {
        sealed interface Probe {
            record Http(String path) implements Probe {}

            record Tcp(Marked<String> port) implements Probe {}

            record Run(List<String> command) implements Probe {}
        }

        record Timing(Duration every, Duration timeout, int tries, Duration grace) {}
    }

    /** Where instances may run. */
    record Place(Optional<String> apart, SortedMap<String, String> only,
            List<Marked<String>> near) {}

    /** How a change is rolled out, and where its order is written. */
    record UpdateDeclaration(ServiceSpec.Update update, Optional<SourceMark> order) {}

    boolean isReadable(String key) {
        return !unreadable.contains(key);
    }

    List<String> portNames() {
        return ports.stream().map(port -> port.name().value()).toList();
    }

    /** Every text that may hold references. */
    List<OpenText> texts() {
        return Stream.concat(command.stream(), contents().stream()
                .filter(Content.Inline.class::isInstance)
                .map(content -> ((Content.Inline) content).text())).toList();
    }

    /** Every use of a secret. */
    List<Marked<String>> secrets() {
        return contents().stream().filter(Content.Secret.class::isInstance)
                .map(content -> ((Content.Secret) content).name()).toList();
    }

    /** The right sides of {@code env}, then of {@code files}. */
    List<Content> contents() {
        return Stream.concat(env.stream().map(Env::value),
                files.stream().map(FileEntry::content)).toList();
    }

    boolean staysWithData() {
        return volumes.stream().anyMatch(volume -> !volume.leaveBehind());
    }
}
