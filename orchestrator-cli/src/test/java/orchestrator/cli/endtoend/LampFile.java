package orchestrator.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example as a person edits it: its file and its template, changed word by word. */
final class LampFile {
    private final Path directory;

    private LampFile(Path directory) {
        this.directory = directory;
    }

    /** A copy of the example in that directory. */
    static LampFile in(Path directory) throws IOException {
        for (String name : new String[]{"lamp.yml", "haproxy.cfg"}) {
            TestCluster.write(directory.resolve(name),
                    Files.readString(TestCluster.project("stacks/lamp").resolve(name)));
        }
        return new LampFile(directory);
    }

    Path path() {
        return directory.resolve("lamp.yml");
    }

    void edit(String text, String by) throws IOException {
        edit("lamp.yml", text, by);
    }

    void editTemplate(String text, String by) throws IOException {
        edit("haproxy.cfg", text, by);
    }

    private void edit(String name, String text, String by) throws IOException {
        String before = Files.readString(directory.resolve(name));
        assertThat(before).contains(text);
        TestCluster.write(directory.resolve(name), before.replace(text, by));
    }
}
