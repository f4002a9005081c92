package orchestrator.core.declaration;

import java.util.List;
import java.util.Optional;

import orchestrator.core.declaration.ServiceDeclaration.Port;
import orchestrator.core.declaration.ServiceDeclaration.Volume;

/** Reads {@code ports}, {@code publish} and {@code volumes}. */
final class Mounts {
    private static final ScalarType<Integer> PORT = Numbers.between(1, Numbers.MAX_PORT);

    private final Values values;

    Mounts(Values values) {
        this.values = values;
    }

    List<Port> ports(YamlNode.Field field) {
        return values.map(field, "ports", "{http: 80}")
                .map(fields -> values.each(fields, "ports", this::port)).orElse(List.of());
    }

    private Optional<Port> port(YamlNode.Field field) {
        Optional<Marked<String>> name = values.read("port", field.key(), Words::name);
        Optional<Marked<Integer>> number = values.scalar("the port "
                + VisibleText.quoted(field.name()), field, PORT);
        return name.flatMap(known -> number.map(value -> new Port(known, value)));
    }

    /** The names on the left are those of {@code ports}: checked when both are known. */
    List<Port> publish(YamlNode.Field field) {
        return values.map(field, "publish", "{http: 80}")
                .map(fields -> values.each(fields, "publish", this::published))
                .orElse(List.of());
    }

    private Optional<Port> published(YamlNode.Field field) {
        return values.scalar("the published port " + VisibleText.quoted(field.name()), field, PORT)
                .map(number -> new Port(new Marked<>(field.name(), field.key().mark()), number));
    }

    List<Volume> volumes(YamlNode.Field field) {
        return values.map(field, "volumes", "/path/in/container: data")
                .map(fields -> values.each(fields, "volumes", this::volume)).orElse(List.of());
    }

    private Optional<Volume> volume(YamlNode.Field field) {
        Optional<Marked<String>> path = values.read("the path of a volume", field.key(),
                FilePaths::inContainer);
        Optional<Volume> volume = field.value() instanceof YamlNode.Fields fields
                ? detailed(field, fields)
                : values.scalar("volume", field, Words::name)
                        .map(name -> new Volume(name, name, false));
        return path.flatMap(known -> volume
                .map(value -> new Volume(known, value.name(), value.leaveBehind())));
    }

    private Optional<Volume> detailed(YamlNode.Field field, YamlNode.Fields fields) {
        String called = "the volume at " + VisibleText.quoted(field.name());
        Keys keys = new Keys(KeyTable.VOLUME, called, fields, values.problems());
        if (keys.lacks("volume")) {
            values.problems().add(ProblemCode.MISSING_KEY, fields.mark(), called + " has no name",
                    "write {volume: data, leave-behind: yes}");
        }
        boolean leaveBehind = keys.get("leave-behind")
                .flatMap(key -> values.scalar(key, Words::yesOrNo))
                .map(Marked::value).orElse(false);
        return keys.get("volume").flatMap(key -> values.scalar(key, Words::name))
                .map(name -> new Volume(name, name, leaveBehind));
    }
}
