package orchestrator.reconciler.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.plan.ContainerAction;
import orchestrator.core.state.PlacementMemory.Rendered;
import orchestrator.core.template.RenderedContainer;
import orchestrator.core.template.TemplateException;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the plan says, one action at a time and per call. Decides nothing. Blocks; knows nothing
 * of turns.
 */
final class ContainerActionExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerActionExecutor.class);
    private static final int OUTPUT_LINES = 10;
    private static final int LONGEST_LINE = 300;
    private static final String FENCING_TOKEN = "ORCH_FENCING_TOKEN";

    private final ContainerRuntime runtime;
    private final NodeRecord node;
    private final SecretOpener opener;

    ContainerActionExecutor(ContainerRuntime runtime, NodeRecord node, SecretOpener opener) {
        this.runtime = runtime;
        this.node = node;
        this.opener = opener;
    }

    /** Pulls are told apart because they say how far they are. */
    Outcome execute(ContainerAction action, ClusterId cluster, Knowledge knowledge,
            ContainerRuntime.PullProgress progress) {
        LOG.info("{} {}: {}", action.getClass().getSimpleName(), action.placement(),
                action.reason());
        try {
            return attempt(action, cluster, knowledge, progress);
        } catch (ContainerRuntimeException e) {
            return EngineRefusal.of(e, action);
        } catch (ContainerRuntimeUnavailableException e) {
            LOG.warn("{} {}: {}", action.getClass().getSimpleName(), action.placement(),
                    e.getMessage());
            return new Outcome.Unknown();
        } catch (TemplateException e) {
            return refused(ReasonCode.TEMPLATE_FAILED, e.getMessage());
        } catch (UnopenedSecretException e) {
            return refused(ReasonCode.SECRET_MISSING, e.getMessage());
        }
    }

    private Outcome attempt(ContainerAction action, ClusterId cluster, Knowledge knowledge,
            ContainerRuntime.PullProgress progress) {
        return switch (action) {
            case ContainerAction.PullImage pull -> {
                runtime.pull(pull.image(), progress);
                yield new Outcome.Done();
            }
            case ContainerAction.Create create -> create(create, cluster, knowledge);
            case ContainerAction.Start start -> {
                RenderedContainer rendered = render(start.spec(), start.assigned(), cluster,
                        knowledge);
                yield fillAndStart(start.containerId(), start.assigned(),
                        ContainerFiles.of(start.spec(), rendered));
            }
            case ContainerAction.Render render -> renderAnew(render, cluster, knowledge);
            case ContainerAction.Stop stop -> {
                runtime.stop(stop.containerId(), stop.signal(), stop.grace());
                yield new Outcome.Done();
            }
            case ContainerAction.ReadOutput read -> new Outcome.Output(
                    lines(runtime.lastOutput(read.containerId(), OUTPUT_LINES)));
            case ContainerAction.Remove remove -> {
                runtime.remove(remove.containerId());
                yield new Outcome.Done();
            }
        };
    }

    private Outcome create(ContainerAction.Create create, ClusterId cluster,
            Knowledge knowledge) {
        AssignedInstance assigned = create.assigned();
        RenderedContainer rendered = render(create.spec(), assigned, cluster, knowledge);
        ContainerIdentity identity = new ContainerIdentity(cluster, node.name(), assigned.id(),
                assigned.incarnation(), assigned.container(), create.generation());
        ContainerRequest request = new ContainerRequest(identity, create.spec().image(),
                rendered.command(), environment(rendered, assigned), ports(create.spec(), assigned),
                create.spec().volumes().stream()
                        .map(each -> new ContainerRequest.VolumeMount(each.name(), each.path()))
                        .toList(),
                create.spec().resources(), create.spec().stop().signal(),
                create.spec().stop().grace(), assigned.isLeased());
        return fillAndStart(runtime.create(request), assigned,
                ContainerFiles.of(create.spec(), rendered));
    }

    private Outcome fillAndStart(String containerId, AssignedInstance assigned,
            ContainerFiles files) {
        if (!files.isEmpty()) {
            runtime.copyInto(containerId, files.all());
        }
        runtime.start(containerId);
        return new Outcome.Filled(
                new Rendered(containerId, assigned.listsGeneration(), files.digest()), false);
    }

    private Outcome renderAnew(ContainerAction.Render render, ClusterId cluster,
            Knowledge knowledge) {
        ContainerFiles files = ContainerFiles.of(render.spec(),
                render(render.spec(), render.assigned(), cluster, knowledge));
        boolean changed = !files.digest().equals(render.digest());
        if (changed) {
            runtime.copyInto(render.containerId(), files.all());
            runtime.signal(render.containerId(), render.spec().reload().orElseThrow());
        }
        return new Outcome.Filled(new Rendered(render.containerId(),
                render.assigned().listsGeneration(), files.digest()), changed);
    }

    private RenderedContainer render(ContainerSpec spec, AssignedInstance assigned,
            ClusterId cluster, Knowledge knowledge) {
        SortedMap<SecretName, String> secrets = new TreeMap<>();
        for (AssignedInstance.SecretUse use : assigned.secrets()) {
            SealedSecret sealed = knowledge.secrets().get(use.id());
            if (sealed == null) {
                throw new UnopenedSecretException(use.id().name(), null);
            }
            secrets.put(use.id().name(), open(cluster, sealed));
        }
        return RenderedContainer.of(spec, assigned, node.name(), secrets);
    }

    private String open(ClusterId cluster, SealedSecret sealed) {
        try {
            return new String(opener.open(cluster, sealed), StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            throw new UnopenedSecretException(sealed.id().name(), e);
        }
    }

    /** What must not run twice is told a number that only grows, for its own storage to check. */
    private static List<ContainerRequest.EnvironmentVariable> environment(
            RenderedContainer rendered, AssignedInstance assigned) {
        Map<String, String> variables = new LinkedHashMap<>(rendered.env());
        if (assigned.upkeep().exclusive() != Exclusive.NO) {
            variables.put(FENCING_TOKEN, assigned.incarnation().toString());
        }
        return variables.entrySet().stream()
                .map(each -> new ContainerRequest.EnvironmentVariable(each.getKey(),
                        each.getValue()))
                .toList();
    }

    /** Each port on the node's address; a published one also where people reach the node. */
    private List<ContainerRequest.PortBinding> ports(ContainerSpec spec,
            AssignedInstance assigned) {
        List<ContainerRequest.PortBinding> bindings = new ArrayList<>();
        for (ContainerSpec.Port port : spec.ports()) {
            Integer hostPort = assigned.hostPorts().get(port.name());
            if (hostPort != null) {
                bindings.add(new ContainerRequest.PortBinding(node.address(), hostPort,
                        port.containerPort()));
            }
            port.published().ifPresent(published -> bindings.add(
                    new ContainerRequest.PortBinding(node.publishAddress(), published,
                            port.containerPort())));
        }
        return bindings;
    }

    private static List<String> lines(List<String> output) {
        return output.stream().map(line -> line.length() <= LONGEST_LINE
                ? line
                : line.substring(0, LONGEST_LINE) + "…").toList();
    }

    private static Outcome refused(ReasonCode code, String text) {
        return new Outcome.Refused(new Reason(code, text));
    }
}
