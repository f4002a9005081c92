package orchestrator.cli.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import orchestrator.reconciler.testhosts.HostCommand;

/** Later editions of the guestbook, made on this machine from the first one: a new page, a bad one. */
final class GuestbookImages {
    static final String FIRST = "orch-example/guestbook:1";
    static final String SECOND = "orch-example/guestbook:2";
    static final String BROKEN = "orch-example/guestbook:3";
    /** Stands in each page of the second edition. */
    static final String MARK = "Guestbook, second edition";

    private static final String PAGES = "stacks/lamp/guestbook/";

    private GuestbookImages() {}

    static void build() throws IOException {
        String page = Files.readString(TestCluster.project(PAGES + "lib/page.php"));
        build(SECOND, "/usr/share/guestbook/page.php",
                page.replace("<h1>Guestbook</h1>", "<h1>" + MARK + "</h1>"));
        build(BROKEN, "/var/www/html/index.php", """
                <?php
                http_response_code(500);
                file_put_contents('php://stderr', "the third edition is broken\\n");
                echo "sorry\\n";
                """);
    }

    private static void build(String image, String path, String content) throws IOException {
        Path directory = Files.createTempDirectory("guestbook-image");
        try {
            TestCluster.write(directory.resolve("page.php"), content);
            TestCluster.write(directory.resolve("Dockerfile"),
                    "FROM " + FIRST + "\nCOPY page.php " + path + "\n");
            HostCommand.run("chmod", "644", directory.resolve("page.php").toString());
            HostCommand.run(Duration.ofSeconds(120), List.of("env", "DOCKER_BUILDKIT=0", "docker",
                    "build", "-q", "-t", image, directory.toString()));
        } finally {
            HostCommand.run("rm", "-r", directory.toString());
        }
    }

    static void remove() {
        HostCommand.attempt(Duration.ofSeconds(60),
                List.of("docker", "rmi", "-f", SECOND, BROKEN));
    }
}
