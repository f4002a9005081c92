package orchestrator.cli.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command understands. */
public final class GlobalOptions {
    /** How results are printed. */
    public enum Format {
        text, json
    }

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", description = "text (default) or json", hidden = true)
    private Format format = Format.text;

    @Option(names = "--debug", description = "show stack traces", hidden = true)
    private boolean debug;

    @Option(names = {"-q", "--quiet"}, description = "no hints", hidden = true)
    private boolean quiet;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this", hidden = true)
    private boolean help;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    /** Which cluster is meant. */
    public ClusterOptions cluster() {
        return cluster;
    }

    public boolean json() {
        return format == Format.json;
    }

    public boolean debug() {
        return debug;
    }

    public boolean quiet() {
        return quiet;
    }
}
