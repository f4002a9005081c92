package orchestrator.core.template;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.AssignedInstance.EndpointList;
import orchestrator.core.model.AssignedInstance.Reference;
import orchestrator.core.model.CopyId;
import orchestrator.core.model.Endpoint;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Part;

/** What the names in the texts of an instance stand for. */
public final class TemplateValues {
    private final InstanceId instance;
    private final NodeName node;
    private final List<Reference> references;
    private final List<EndpointList> lists;

    /** For an instance as it was assigned, on its node. */
    public TemplateValues(AssignedInstance assigned, NodeName node) {
        this.instance = assigned.id();
        this.node = node;
        this.references = assigned.references();
        this.lists = assigned.lists();
    }

    /** For {@link TemplateRenderer}: full dotted names, and lists under their selectors. */
    public SortedMap<String, Object> forTemplate() {
        SortedMap<String, Object> values = new TreeMap<>(self(instance, node));
        for (Reference reference : references) {
            addresses(reference.endpoint())
                    .forEach((field, text) -> values.put(reference.service() + "." + field, text));
        }
        for (EndpointList list : lists) {
            values.put(list.selector(), list.endpoints().stream().map(TemplateValues::entry)
                    .toList());
        }
        return Collections.unmodifiableSortedMap(values);
    }

    /**
     * The text of parts with every reference replaced.
     *
     * @throws TemplateException when the assignment lacks an address the text names
     */
    public String text(List<Part> parts) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            out.append(switch (part) {
                case Part.Literal(String text) -> text;
                case Part.Self(Part.Self.Field field) -> self(instance, node).get(word(field));
                case Part.Address address -> address(address);
            });
        }
        return out.toString();
    }

    private String address(Part.Address part) {
        Endpoint endpoint = references.stream()
                .filter(reference -> reference.service().equals(part.service())).findFirst()
                .map(Reference::endpoint)
                .orElseThrow(() -> new TemplateException(
                        "the address of " + part.service() + " is not known yet"));
        String field = part.field() == Part.Address.Field.HOST
                ? "host"
                : word(part.field()) + "." + part.port();
        String text = addresses(endpoint).get(field);
        if (text == null) {
            throw new TemplateException(
                    part.service() + " has no address for its port \"" + part.port() + "\"");
        }
        return text;
    }

    private static Map<String, Object> entry(Endpoint endpoint) {
        SortedMap<String, Object> entry = new TreeMap<>(
                self(endpoint.instance(), endpoint.node()));
        entry.remove("project");
        entry.remove("instance");
        entry.put("id", endpoint.instance().dashed());
        entry.put("name", endpoint.instance().address());
        entry.putAll(addresses(endpoint));
        return entry;
    }

    private static SortedMap<String, String> self(InstanceId instance, NodeName node) {
        SortedMap<String, String> self = new TreeMap<>();
        self.put("project", instance.project().value());
        self.put("instance", instance.address());
        self.put("copy", instance.copy().map(CopyId::toString).orElse(instance.address()));
        self.put("number", Integer.toString(instance.number()));
        self.put("node", node.value());
        return self;
    }

    /** {@code host}, {@code port}, {@code address}, and the last two with every port's name. */
    private static SortedMap<String, String> addresses(Endpoint endpoint) {
        SortedMap<String, String> addresses = new TreeMap<>();
        addresses.put("host", endpoint.host());
        String host = endpoint.host().indexOf(':') >= 0
                ? "[" + endpoint.host() + "]"
                : endpoint.host();
        endpoint.ports().forEach((name, port) -> {
            addresses.putIfAbsent("port", port.toString());
            addresses.putIfAbsent("address", host + ":" + port);
            addresses.put("port." + name, port.toString());
            addresses.put("address." + name, host + ":" + port);
        });
        return addresses;
    }

    private static String word(Enum<?> field) {
        return field.name().toLowerCase(Locale.ROOT);
    }
}
