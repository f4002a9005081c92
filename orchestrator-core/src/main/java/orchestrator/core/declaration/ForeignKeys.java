package orchestrator.core.declaration;

import java.util.List;
import java.util.Optional;

/** Keys people know from other tools, and what says the same here. */
final class ForeignKeys {
    private record Foreign(String key, String hint) {}

    private static final List<Foreign> KNOWN = List.of(
            new Foreign("replicas", "how many is said under \"run\""),
            new Foreign("count", "how many is said under \"run\""),
            new Foreign("scale", "how many is said under \"run\""),
            new Foreign("instances", "how many is said under \"run\""),
            new Foreign("deploy", "how many is said under \"run\", where under \"place\""),
            new Foreign("environment", "write \"env\""),
            new Foreign("depends_on", "write \"after\""),
            new Foreign("healthcheck", "write \"check\""),
            new Foreign("health", "write \"check\""),
            new Foreign("restart", "what crashes is always started again: remove it"),
            new Foreign("networks", "services reach each other with ${service.address}: remove it"),
            new Foreign("links", "services reach each other with ${service.address}: remove it"),
            new Foreign("entrypoint", "write \"command\""),
            new Foreign("cmd", "write \"command\""),
            new Foreign("args", "write \"command\""),
            new Foreign("container_name", "instances are named by their service: remove it"),
            new Foreign("expose", "write \"ports\""),
            new Foreign("mem_limit", "write \"memory\""),
            new Foreign("cpus", "write \"cpu\""),
            new Foreign("resources", "write \"cpu\" and \"memory\""),
            new Foreign("constraints", "write \"place\""),
            new Foreign("configs", "write \"files\""),
            new Foreign("build", "build the image before, and name it with \"image\""),
            new Foreign("stop_signal", "write \"stop: {signal: ...}\""),
            new Foreign("stop_grace_period", "write \"stop: {grace: ...}\""),
            new Foreign("version", "the language has no versions: remove it"),
            new Foreign("name", "a file names its project with \"project\""),
            new Foreign("<<", "maps cannot be merged: write the keys where they are used"));

    private ForeignKeys() {}

    static Optional<String> hint(String key) {
        return KNOWN.stream().filter(foreign -> foreign.key.equals(key)).map(Foreign::hint)
                .findFirst();
    }
}
