package orchestrator.cli.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
 * A person's program that is there already: it applies what it reads, one line each, and says when it
 * began. A line is a project, how many, and a number that changes what they are; none ends it.
 */
public final class SpeedClient {
    private static final String FILE = """
            project: %s
            services:
              web:
                image: %s
                env: {ROUND: "%s"}
                update: {at-once: 5, order: stop-first}
            run:
              web: %s
            """;

    private SpeedClient() {}

    /** Given the ensemble. */
    public static void main(String[] arguments) throws IOException {
        try (ClusterClient client = ClientConnection.open(
                new ClusterAddress(arguments[0], Optional.empty(), false));
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                ProjectName project = new ProjectName(words[0]);
                Instant begun = Instant.now();
                apply(client, project, words);
                System.out.println("applied " + line + "|" + begun + "|" + Instant.now());
            }
        }
    }

    private static void apply(ClusterClient client, ProjectName project, String[] words) {
        OptionalInt last = client.revisions(project).stream().mapToInt(Revision::number).max();
        boolean ends = words[1].equals("0");
        String text = ends ? "" : FILE.formatted(project, SpeedCluster.IMAGE, words[2], words[1]);
        client.apply(new Revision(project, 0, "speed", Instant.now(), "a measurement", "",
                "speed.yml", text, new TreeMap<>(), ends), last);
    }
}
