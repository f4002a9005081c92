package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.Check;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.Part;
import orchestrator.core.model.Resources;

/** What the containers of agent tests are. */
final class Specs {
    private static final List<ContainerSpec.Port> HTTP = List
            .of(new ContainerSpec.Port("http", 80, Optional.empty()));

    private Specs() {}

    /** Runs on, has no check. */
    static ContainerSpec plain(String image) {
        return spec(image, List.of(), HTTP, Optional.empty(), Optional.empty());
    }

    static ContainerSpec checked(String image) {
        return spec(image, List.of(), HTTP, Optional.of(new Check(
                new Check.Probe.Http("/health", "http"), Duration.ofSeconds(5),
                Duration.ofSeconds(3), 3, Duration.ofSeconds(30))), Optional.empty());
    }

    /** Lists every web in a file and reloads on HUP. */
    static ContainerSpec balancer() {
        return spec("haproxy:3",
                List.of(new ContainerSpec.FileMount("/etc/haproxy.cfg",
                        new FileContent.Template("haproxy.cfg",
                                "{{#web}}{{id}} {{address}}\n{{/web}}"))),
                HTTP, Optional.empty(), Optional.of("HUP"));
    }

    static ContainerSpec crashing() {
        return new ContainerSpec("tools:1",
                List.of(List.of(new Part.Literal("false"))), List.of(),
                List.of(), List.of(), List.of(), Resources.NONE, Optional.empty(),
                Optional.empty(), ContainerSpec.Stop.DEFAULT);
    }

    private static ContainerSpec spec(String image, List<ContainerSpec.FileMount> files,
            List<ContainerSpec.Port> ports, Optional<Check> check, Optional<String> reload) {
        return new ContainerSpec(image, List.of(), List.of(), files, ports, List.of(),
                Resources.NONE, check, reload, ContainerSpec.Stop.DEFAULT);
    }
}
