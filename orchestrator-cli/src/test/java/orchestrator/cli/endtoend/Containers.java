package orchestrator.cli.endtoend;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import orchestrator.reconciler.testhosts.TestHost;

/**
 * What runs, asked of the engines themselves and not of our own records: a container that was started
 * again has another start, one that was replaced another id.
 */
record Containers(SortedMap<String, Container> running) {
    /** One running container of ours. */
    record Container(String instance, int host, String id, String startedAt, String image) {}

    /** The containers of a project on these hosts, by instance. */
    static Containers of(String project, List<TestHost> hosts) {
        SortedMap<String, Container> found = new TreeMap<>();
        for (TestHost host : hosts) {
            String ids = host.docker("ps", "-q", "--no-trunc", "--filter", "label=orch.project="
                    + project).strip();
            for (String id : ids.isEmpty() ? List.<String>of() : List.of(ids.split("\\s+"))) {
                Container container = inspect(host, id);
                Container twin = found.put(container.instance(), container);
                if (twin != null) {
                    throw new AssertionError("two containers run for one instance: " + twin
                            + " and " + container);
                }
            }
        }
        return new Containers(found);
    }

    private static Container inspect(TestHost host, String id) {
        String[] fields = host.docker("inspect", "--format",
                "{{index .Config.Labels \"orch.instance\"}} {{.State.StartedAt}}"
                        + " {{.Config.Image}}",
                id).strip().split(" ");
        return new Container(fields[0], host.number(), id, fields[1], fields[2]);
    }

    Container get(String instance) {
        Container container = running.get(instance);
        if (container == null) {
            throw new AssertionError(instance + " does not run; running: " + running.keySet());
        }
        return container;
    }

    /** Those whose instance begins so: {@code lamp-}, {@code haproxy-}. */
    Containers startingWith(String prefix) {
        return new Containers(running.values()
                .stream()
                .filter(container -> container.instance().startsWith(prefix))
                .collect(Collectors.toMap(Container::instance, container -> container,
                        (one, _) -> one, TreeMap::new)));
    }

    /** Without the ones that run on that host. */
    Containers notOn(int host) {
        return new Containers(running.values()
                .stream()
                .filter(container -> container.host() != host)
                .collect(Collectors.toMap(Container::instance, container -> container,
                        (one, _) -> one, TreeMap::new)));
    }

    /** How many run on each host. */
    Map<Integer, Long> spread() {
        return running.values().stream().collect(Collectors.groupingBy(Container::host,
                TreeMap::new, Collectors.counting()));
    }
}
