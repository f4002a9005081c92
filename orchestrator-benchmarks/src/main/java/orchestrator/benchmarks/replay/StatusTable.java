package orchestrator.benchmarks.replay;

import static orchestrator.benchmarks.table.TextTable.short3;
import static orchestrator.benchmarks.table.TextTable.times;
import static orchestrator.benchmarks.table.TextTable.whole;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.benchmarks.table.Options;
import orchestrator.benchmarks.table.TextTable;

/**
 * How long a person waits for {@code orch status}: the launcher of this checkout, a fresh process
 * each time, beside {@code orch --help} and a JVM that says hello, in turn.
 */
public final class StatusTable {
    private static final int ROUNDS = 11;
    private static final Path LAUNCHER = Path.of("orch");
    private static final Pattern READY = Pattern.compile("(\\d+) of (\\d+) ready");

    /** The table. */
    public String run(Options options) {
        options.only(Size.OPTIONS);
        int rounds = Math.max(1, options.number("rounds", ROUNDS));
        if (!Files.isExecutable(LAUNCHER)) {
            throw new IllegalStateException("there is no ./orch here: run it by build/bench");
        }
        try (Stage stage = new Stage(options); Settled cluster = new Settled(stage, options)) {
            return "The launcher ./orch as it is shipped, with its archive of classes; "
                    + whole(cluster.size().instances()) + " instances of "
                    + whole(cluster.size().services()) + " services on "
                    + whole(cluster.size().nodes()) + " simulated agents, ZooKeeper and server "
                    + "processes of their own; " + rounds + " rounds in turn\n\n"
                    + table(cluster, rounds);
        }
    }

    private static TextTable table(Settled cluster, int rounds) {
        ShortProcess hello = hello();
        ShortProcess help = new ShortProcess(List.of(launcher(), "--help"));
        ShortProcess status = new ShortProcess(List.of(launcher(), "status", "--zookeeper",
                cluster.stage().connect()));
        for (int i = 0; i < rounds; i++) {
            hello.run();
            help.run();
            requireReady(cluster.size().instances(), status.run());
        }
        TextTable table = new TextTable("a fresh process", "median ms", "to hello", "core ms");
        row(table, "a JVM that says hello", hello, hello);
        row(table, "orch --help", help, hello);
        row(table, "orch status", status, hello);
        return table;
    }

    private static void row(TextTable table, String what, ShortProcess process,
            ShortProcess hello) {
        table.row(what, short3(process.medianMillis()),
                times(process.medianMillis() / hello.medianMillis()),
                short3(process.cpuMillis()));
    }

    private static String launcher() {
        return LAUNCHER.toAbsolutePath().toString();
    }

    /** Quick is easy for a screen that does not know. */
    private static void requireReady(int instances, String screen) {
        Matcher matcher = READY.matcher(screen);
        int ready = 0;
        while (matcher.find()) {
            ready += Integer.parseInt(matcher.group(1));
        }
        if (ready != instances) {
            throw new IllegalStateException("orch status tells of " + ready + " ready instances of "
                    + instances);
        }
    }

    /** With the options of the launcher, from a class path of this one class. */
    private static ShortProcess hello() {
        String file = Hello.class.getName().replace('.', '/') + ".class";
        try (InputStream bytes = Hello.class.getResourceAsStream("/" + file)) {
            Path folder = Files.createTempDirectory("orch-hello");
            Path copy = folder.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(bytes, copy);
            // What is named last is deleted first.
            folder.toFile().deleteOnExit();
            Path below = folder;
            for (Path part : folder.relativize(copy)) {
                below = below.resolve(part);
                below.toFile().deleteOnExit();
            }
            return new ShortProcess(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", folder.toString(),
                    Hello.class.getName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
