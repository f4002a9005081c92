package orchestrator.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

import orchestrator.cli.render.Json;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.Look;
import orchestrator.cli.render.Wrap;

/**
 * Where a command's words go: results to standard output, everything else (progress, questions,
 * hints, faults) to standard error, so that a result can be piped.
 */
public final class Console {
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Traits traits;
    private final InstantSource clock;
    private boolean quiet;

    public Console(InputStream in, PrintStream out, PrintStream err, Traits traits,
            InstantSource clock) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.traits = traits;
        this.clock = clock;
    }

    /**
     * What this terminal is.
     *
     * @param inputTerminal  a person can answer
     * @param outputTerminal a person reads standard output
     * @param errorTerminal  a person reads standard error
     * @param dumb           the terminal cannot move its cursor
     * @param colour         colour is wanted, where there is a terminal
     */
    public record Traits(boolean inputTerminal, boolean outputTerminal, boolean errorTerminal,
            boolean dumb, boolean colour, boolean unicode, int width, ZoneId zone) {
        /** No person anywhere: a pipe, a file, a CI job. */
        public static Traits none(ZoneId zone) {
            return new Traits(false, false, false, true, false, true, Look.DEFAULT_WIDTH, zone);
        }
    }

    public Traits traits() {
        return traits;
    }

    public InstantSource clock() {
        return clock;
    }

    /** How screens are to be drawn here. */
    public Look look() {
        return new Look(traits.width(), traits.unicode(), traits.zone());
    }

    /** True when a frame may be redrawn in place. */
    public boolean isLive() {
        return traits.outputTerminal() && traits.errorTerminal() && !traits.dumb();
    }

    /** Leaves hints out from now on. */
    public void beQuiet() {
        quiet = true;
    }

    public InputStream input() {
        return in;
    }

    /** Standard output, for what is passed through as it is. */
    public PrintStream output() {
        return out;
    }

    /** Prints a result. */
    public void print(List<Line> lines) {
        lines.forEach(line -> out.println(Paint.of(line, traits.colour()
                && traits.outputTerminal())));
        out.flush();
    }

    /** Prints a result of one line. */
    public void print(String line) {
        print(Wrap.paragraph(line, traits.width()));
    }

    /** Prints a result for programs. */
    public void print(Json json) {
        out.println(json);
        out.flush();
    }

    /** Says how things go, beside the result. */
    public void say(List<Line> lines) {
        lines.forEach(line -> err.println(Paint.of(line, traits.colour()
                && traits.errorTerminal())));
        err.flush();
    }

    /** Says how things go, in one line. */
    public void say(String line) {
        say(Wrap.paragraph(line, traits.width()));
    }

    /** Says what to do next, unless only results are wanted. */
    public void hint(String line) {
        if (!quiet) {
            say(line);
        }
    }

    /** Asks, and waits for an answer; anything but yes is no. Only with a terminal for input. */
    public boolean ask(String question) {
        List<Line> lines = Wrap.paragraph(question + " [y/N]", traits.width() - 2);
        say(lines.subList(0, lines.size() - 1));
        err.print(lines.getLast().text() + " ");
        err.flush();
        String answer = new Input(in).line().strip();
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }
}
