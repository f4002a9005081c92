package orchestrator.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import orchestrator.cli.command.GitUrl.SshHost;

/** The keys an ssh server may show: without them nobody could tell it from another. */
final class KnownHosts {
    private KnownHosts() {}

    /**
     * Reads them for that URL; empty text where it needs none.
     *
     * @throws Failure when they are missing or of another server
     */
    static String read(Optional<String> file, GitUrl url, Path folder) {
        if (url.ssh().isEmpty()) {
            return file.map(each -> TextFile.read("--known-hosts", each, folder)).orElse("");
        }
        SshHost host = url.ssh().get();
        String mend = host.scan() + " > known_hosts, compare it with what its owner publishes "
                + "(ssh-keygen -lf known_hosts), then --known-hosts known_hosts";
        if (file.isEmpty()) {
            throw Failure.wrongInput("over ssh it must be known which key " + host.name()
                    + " may show; nothing was sent", mend);
        }
        String text = TextFile.read("--known-hosts", file.get(), folder);
        if (text.lines().map(String::strip).noneMatch(line -> isOf(host, line))) {
            throw Failure.wrongInput(file.get() + " has no key of " + host.known(), mend);
        }
        return text;
    }

    /** A line whose name is hashed may be of any server. */
    private static boolean isOf(SshHost host, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return false;
        }
        List<String> words = List.of(line.split("\\s+"));
        String names = words.getFirst().startsWith("@") && words.size() > 1
                ? words.get(1)
                : words.getFirst();
        return names.startsWith("|1|") || Stream.of(names.split(","))
                .anyMatch(name -> name.equals(host.known()) || name.contains("*"));
    }
}
