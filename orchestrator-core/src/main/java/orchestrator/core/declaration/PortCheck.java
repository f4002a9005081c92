package orchestrator.core.declaration;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.declaration.ServiceDeclaration.CheckDeclaration;
import orchestrator.core.declaration.ServiceDeclaration.CheckDeclaration.Probe;
import orchestrator.core.declaration.ServiceDeclaration.Port;

/** Checks that ports are named once, published once, and that a check asks one that exists. */
final class PortCheck {
    private final Problems problems;
    private final Map<Integer, Port> published = new TreeMap<>();

    PortCheck(Problems problems) {
        this.problems = problems;
    }

    void check(ServiceDeclaration service) {
        Map<Integer, Port> byNumber = new TreeMap<>();
        for (Port port : service.ports()) {
            once(byNumber, port, "port " + port.number().value() + " of the container has two "
                    + "names");
        }
        for (Port port : service.publish()) {
            known(service, port.name());
            once(published, port, "port " + port.number().value() + " of a node is published "
                    + "twice");
        }
        service.check().ifPresent(check -> checkPort(service, check));
    }

    private void once(Map<Integer, Port> earlier, Port port, String message) {
        Port other = earlier.putIfAbsent(port.number().value(), port);
        if (other != null) {
            problems.add(ProblemCode.PORT_CLASH, port.number().mark(), message,
                    "first on line " + other.number().mark().line());
        }
    }

    private void known(ServiceDeclaration service, Marked<String> name) {
        if (!service.isReadable("ports") || service.portNames().contains(name.value())) {
            return;
        }
        String called = "service " + VisibleText.quoted(service.name().value());
        Optional<String> sameNumber = service.ports().stream()
                .filter(port -> port.number().value().toString().equals(name.value()))
                .map(port -> port.name().value()).findFirst();
        Mistake unknown = Near.unknown(ProblemCode.UNKNOWN_PORT,
                called + " has no port " + VisibleText.quoted(name.value()),
                name.value(), service.ports().stream().map(Port::name).toList());
        problems.add(name.mark(), sameNumber
                .map(port -> Mistake.mended(ProblemCode.UNKNOWN_PORT,
                        "a port is called by its name here", port))
                .orElse(service.ports().isEmpty()
                        ? unknown.withHint("name it first: ports: {http: 80}")
                        : unknown));
    }

    private void checkPort(ServiceDeclaration service, CheckDeclaration check) {
        switch (check.probe()) {
            case Probe.Tcp(Marked<String> port) -> known(service, port);
            case Probe.Http _ -> httpPort(service, check);
            case Probe.Run _ -> {
            }
        }
    }

    private void httpPort(ServiceDeclaration service, CheckDeclaration check) {
        if (check.port().isPresent()) {
            known(service, check.port().get());
            return;
        }
        if (!service.isReadable("ports") || service.ports().size() == 1) {
            return;
        }
        problems.add(check.mark(), service.ports().isEmpty()
                ? Mistake.of(ProblemCode.UNKNOWN_PORT, "the check needs a port, and service "
                        + VisibleText.quoted(service.name().value()) + " has none",
                        "name it first: ports: {http: 80}")
                : Mistake.of(ProblemCode.WHICH_PORT, "the check could ask any of "
                        + service.ports().size() + " ports",
                        "add port: " + String.join(" or port: ", service.portNames())));
    }
}
