package orchestrator.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.wiring.ClientConnection;
import orchestrator.reconciler.wiring.ClusterFinder.ClusterAddress;

/**
 * A program that changes one project many times as fast as it can, as no person could: given the
 * ensemble, the key, the project, its file and how often. The file says NUMBER where each differs.
 */
public final class ManyApplies {
    private ManyApplies() {}

    /** Prints how many milliseconds it took. */
    public static void main(String[] arguments) throws IOException {
        ProjectName project = new ProjectName(arguments[2]);
        String text = Files.readString(Path.of(arguments[3]));
        int count = Integer.parseInt(arguments[4]);
        try (ClusterClient client = ClientConnection.open(new ClusterAddress(arguments[0],
                Optional.of(Path.of(arguments[1])), false))) {
            OptionalInt last = client.revisions(project).stream().mapToInt(Revision::number)
                    .max();
            long since = System.nanoTime();
            for (int i = 1; i <= count; i++) {
                last = OptionalInt.of(client.apply(new Revision(project, 0, "many", Instant.now(),
                        "a test", "", "game.yml", text.replace("NUMBER", Integer.toString(i)),
                        new TreeMap<>(), false), last).number());
            }
            System.out.println((System.nanoTime() - since) / 1_000_000);
        }
    }
}
