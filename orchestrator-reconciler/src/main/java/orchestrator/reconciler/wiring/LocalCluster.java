package orchestrator.reconciler.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster of this machine as {@code orch up} and {@code orch down} see it: a record in the state
 * directory and, while it is up, a background process.
 */
public final class LocalCluster {
    private final StateDirectory directory;
    private final Map<String, String> environment;
    private final Daemon daemon;

    public LocalCluster(Map<String, String> environment) {
        this.directory = StateDirectory.ofPerson(environment);
        this.environment = Map.copyOf(environment);
        this.daemon = new Daemon(directory);
    }

    public StateDirectory directory() {
        return directory;
    }

    /** What is known of it; empty when there never was one. */
    public Optional<UpRecord> record() {
        return UpRecord.read(directory);
    }

    /** True while its background process lives. */
    public boolean isUp() {
        return daemon.isRunning();
    }

    /**
     * Makes the cluster be there as wished. Nodes that are missing are added; what runs is kept, even
     * when the background process has to start again.
     *
     * @param mainClass of this program
     * @throws WrongOptionException when the wish does not fit to what is there
     * @throws StartFailedException when it cannot be, saying why
     */
    public Outcome up(UpWish wish, String mainClass) {
        Optional<UpRecord> before = record();
        wish.check(before, directory);
        int nodes = before.map(known -> known.nodes().size()).orElse(0);
        boolean ran = isUp();
        GitOptions git = before.map(UpRecord::git).orElse(GitOptions.NONE);
        if (ran && wish.nodes().orElse(nodes) == nodes && wish.git().over(git).equals(git)) {
            return new Outcome(before.orElseThrow(), nodes, true);
        }
        if (!wish.simulate() && before.map(known -> !known.engine().simulated()).orElse(true)) {
            LocalEngine.find(environment);
        }
        directory.create();
        daemon.stop();
        return new Outcome(daemon.start(mainClass, foreground(wish)), nodes, ran);
    }

    /** Ends the background process; containers keep running. False when there was none. */
    public boolean stopDaemon() {
        return daemon.stop();
    }

    private static List<String> foreground(UpWish wish) {
        List<String> arguments = new ArrayList<>(List.of("up", "--foreground"));
        wish.nodes().ifPresent(number -> arguments.addAll(List.of("--nodes", "" + number)));
        if (wish.simulate()) {
            arguments.add("--simulate");
        }
        wish.git().listen().ifPresent(text -> arguments.addAll(List.of("--git-listen", text)));
        wish.git().allow().forEach(text -> arguments.addAll(List.of("--git-allow", text)));
        return arguments;
    }

    /**
     * What {@link #up} found and made.
     *
     * @param nodesBefore how many nodes there were
     * @param ranBefore   true when the cluster was up already
     */
    public record Outcome(UpRecord record, int nodesBefore, boolean ranBefore) {
        public int nodesAdded() {
            return record.nodes().size() - nodesBefore;
        }
    }
}
