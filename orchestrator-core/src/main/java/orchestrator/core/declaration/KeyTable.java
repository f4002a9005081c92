package orchestrator.core.declaration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every key of the language and the level it stands on; the schema is held equal to it. */
enum KeyTable {
    PROJECT("project", "services", "secrets", "stacks", "run"),

    SERVICE("image", "command", "env", "files", "ports", "publish", "volumes", "check", "cpu",
            "memory", "place", "after", "update", "reload", "stop", "exclusive", "lost-after"),

    ENV_SOURCE("secret"),

    FILE_SOURCE("file", "template", "secret"),

    VOLUME("volume", "leave-behind"),

    CHECK("http", "tcp", "run", "port", "every", "timeout", "tries", "grace"),

    PLACE("apart", "only", "near"),

    UPDATE("at-once", "stable-for", "on-failure", "order"),

    STOP("signal", "grace");

    private final List<String> keys;

    KeyTable(String... keys) {
        this.keys = List.of(keys);
    }

    List<String> keys() {
        return keys;
    }

    /** Where its keys stand, as a person says it. */
    String place() {
        return switch (this) {
            case PROJECT -> "to the top level";
            case SERVICE -> "to a service";
            case ENV_SOURCE -> "under \"env\"";
            case FILE_SOURCE -> "under \"files\"";
            case VOLUME -> "under \"volumes\"";
            case CHECK, PLACE, UPDATE, STOP -> "under \"" + word() + "\"";
        };
    }

    /** As the schema calls it: {@code env-source}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The level a key belongs to when it does not belong to this one. */
    Optional<KeyTable> homeOf(String key) {
        return Arrays.stream(values())
                .filter(table -> table != this && table.keys.contains(key))
                .findFirst();
    }
}
