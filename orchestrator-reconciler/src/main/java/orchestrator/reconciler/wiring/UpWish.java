package orchestrator.reconciler.wiring;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import orchestrator.reconciler.wiring.UpRecord.Engine;
import orchestrator.reconciler.wiring.UpRecord.Node;

/**
 * What a person asks of {@code orch up}.
 *
 * @param nodes    how many nodes there shall be; empty for as many as there are, or three
 * @param simulate true when containers shall only be pretended
 * @param git      what the server shall do about repositories
 */
public record UpWish(OptionalInt nodes, boolean simulate, GitWish git) {
    /** As many as the examples use: enough to see things apart. */
    public static final int DEFAULT_NODES = 3;
    /** Every node takes a range of ports. */
    public static final int MOST_NODES = 24;
    /** Simulated nodes need no port, but each has a loopback address. */
    public static final int MOST_SIMULATED = 250;

    /** Nothing but a cluster. */
    public static final UpWish ANY = new UpWish(OptionalInt.empty(), false, GitWish.NOTHING);

    /**
     * The cluster that shall be: what is there, with the nodes that are missing.
     *
     * @throws WrongOptionException when that cannot be made of what is there
     */
    UpRecord over(Optional<UpRecord> current, StateDirectory directory,
            Map<String, String> environment) {
        check(current, directory);
        UpRecord known = current.orElseGet(() -> nothing(
                simulate ? Engine.SIMULATED : Engine.docker(LocalEngine.find(environment))));
        int wanted = nodes.orElse(known.nodes().isEmpty() ? DEFAULT_NODES : known.nodes().size());
        List<Node> all = new ArrayList<>(known.nodes());
        int missing = wanted - all.size();
        List<PortRange> taken = all.stream().map(Node::ports).toList();
        for (PortRange ports : ranges(known.engine(), missing, taken)) {
            all.add(new Node(all.size() + 1, ports));
        }
        return new UpRecord(known.engine(), all, known.cluster(), known.daemon(),
                git.over(known.git()));
    }

    /**
     * Looks whether it fits to what is there.
     *
     * @throws WrongOptionException when it does not
     */
    void check(Optional<UpRecord> current, StateDirectory directory) {
        UpRecord known = current.orElseGet(
                () -> nothing(simulate ? Engine.SIMULATED : Engine.docker("")));
        String another = "a cluster beside it: ORCH_HOME=DIRECTORY orch up";
        if (simulate && !known.engine().simulated()) {
            throw new WrongOptionException("the cluster in " + directory.root()
                    + " runs on Docker, --simulate cannot change that\n  " + another
                    + " --simulate");
        }
        int most = known.engine().simulated() ? MOST_SIMULATED : MOST_NODES;
        int wanted = nodes.orElse(DEFAULT_NODES);
        if (wanted < 1 || wanted > most) {
            throw new WrongOptionException("--nodes must be 1 to " + most + ", not " + wanted);
        }
        if (nodes.orElse(known.nodes().size()) < known.nodes().size()) {
            throw new WrongOptionException("the cluster here has " + known.nodes().size()
                    + " nodes and cannot shrink to " + wanted
                    + ": what lies on a node would be lost\n  to empty one: orch drain NODE\n  "
                    + another);
        }
        git.over(known.git());
    }

    private static UpRecord nothing(Engine engine) {
        return new UpRecord(engine, List.of(), Optional.empty(), Optional.empty(),
                GitOptions.NONE);
    }

    private static List<PortRange> ranges(Engine engine, int missing, List<PortRange> taken) {
        return engine.simulated()
                ? Collections.nCopies(Math.max(0, missing), new PortRange(20000, 31999))
                : PortRanges.ofThisMachine().choose(missing, taken);
    }
}
