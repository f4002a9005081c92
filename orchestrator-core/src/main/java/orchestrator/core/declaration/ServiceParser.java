package orchestrator.core.declaration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.ServiceSpec.Exclusive;

/** Reads one entry of {@code services}. */
final class ServiceParser {
    private static final Duration LONGEST_LOST = Duration.ofHours(24);

    private final Values values;
    private final OpenTextReader texts;

    ServiceParser(Values values, OpenTextReader texts) {
        this.values = values;
        this.texts = texts;
    }

    ServiceDeclaration parse(YamlNode.Field field) {
        String called = "service " + VisibleText.quoted(field.name());
        Optional<Keys> keys = values.map(field, called, "{image: nginx:1.27}")
                .map(fields -> new Keys(KeyTable.SERVICE, called, fields, values.problems()));
        Reading reading = new Reading(values.problems(), keys);
        if (keys.isEmpty()) {
            reading.unreadable.addAll(KeyTable.SERVICE.keys());
        } else if (keys.get().lacks("image")) {
            values.problems().add(ProblemCode.MISSING_KEY, field.key().mark(),
                    called + " has no image", "write image: name:tag under it");
        }
        return declaration(new Marked<>(field.name(), field.key().mark()), reading);
    }

    private ServiceDeclaration declaration(Marked<String> name, Reading reading) {
        ContentParser contents = new ContentParser(values, texts);
        PlacementParser placement = new PlacementParser(values);
        Mounts mounts = new Mounts(values);
        return new ServiceDeclaration(name,
                reading.scalar("image", ImageReference::read, ""),
                reading.of("command", contents::command, List.of()),
                reading.of("env", contents::env, List.of()),
                reading.of("files", contents::files, List.of()),
                reading.of("ports", mounts::ports, List.of()),
                reading.of("publish", mounts::publish, List.of()),
                reading.of("volumes", mounts::volumes, List.of()),
                reading.of("check", new CheckParser(values, contents)::check, Optional.empty()),
                resources(reading),
                reading.of("place", placement::place, PlacementParser.ANYWHERE),
                reading.of("after", placement::services, List.of()),
                reading.of("update", placement::update, PlacementParser.DEFAULT_UPDATE),
                reading.of("reload", field -> values.scalar(field, Words::signal),
                        Optional.empty()),
                reading.of("stop", placement::stop, PlacementParser.DEFAULT_STOP),
                reading.of("exclusive", field -> values.scalar(field, Words.constantOf(
                        Exclusive.class, List.of(Exclusive.KEEP, Exclusive.LEASE))),
                        Optional.empty()),
                reading.scalar("lost-after", Durations.between(Duration.ZERO,
                        LONGEST_LOST), ServiceSpec.DEFAULT_LOST_AFTER),
                reading.unreadable);
    }

    private Resources resources(Reading reading) {
        return new Resources(reading.scalar("cpu", Numbers::milliCpu, 0),
                reading.scalar("memory", Sizes::bytes, 0L));
    }

    /** The keys of one service, and which of them held something wrong. */
    private final class Reading {
        private final Problems problems;
        private final Optional<Keys> keys;
        private final TreeSet<String> unreadable = new TreeSet<>();

        Reading(Problems problems, Optional<Keys> keys) {
            this.problems = problems;
            this.keys = keys;
        }

        <T> T of(String key, Function<YamlNode.Field, T> read, T otherwise) {
            int before = problems.count();
            T value = keys.flatMap(present -> present.get(key)).map(read).orElse(otherwise);
            if (problems.count() > before) {
                unreadable.add(key);
            }
            return value;
        }

        <T> T scalar(String key, ScalarType<T> type, T otherwise) {
            return of(key, field -> values.scalar(key, field, type).map(Marked::value)
                    .orElse(otherwise), otherwise);
        }
    }
}
