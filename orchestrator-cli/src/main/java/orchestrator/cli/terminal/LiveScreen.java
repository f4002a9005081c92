package orchestrator.cli.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Line;
import orchestrator.cli.render.Look;
import orchestrator.cli.render.WatchState;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/**
 * A part of the terminal, or all of it, that is redrawn in place. Ctrl-C does not end the process
 * while it is open: it is told by {@link #interrupted}, so that the terminal is left as it was.
 */
public final class LiveScreen implements AutoCloseable {
    /** No key within the time. */
    public static final int NO_KEY = -2;
    /** No key will ever come again. */
    public static final int END = -1;
    private static final int ESCAPE = 27;
    private static final Duration SEQUENCE_GAP = Duration.ofMillis(30);
    private static final String HIDE = "\u001b[?25l";
    private static final String SHOW = "\u001b[?25h";
    private static final String ALTERNATE = "\u001b[?1049h";
    private static final String NORMAL = "\u001b[?1049l";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";
    private static final String HOME = "\u001b[H";

    private final Terminal terminal;
    private final Attributes before;
    private final Console.Traits traits;
    private final boolean whole;
    private int drawn;
    private volatile boolean interrupted;

    private LiveScreen(Terminal terminal, Console.Traits traits, boolean whole) {
        this.terminal = terminal;
        this.traits = traits;
        this.whole = whole;
        terminal.handle(Terminal.Signal.INT, _ -> interrupted = true);
        before = terminal.enterRawMode();
        terminal.setAttributes(interruptible(terminal.getAttributes()));
        write(whole ? ALTERNATE + HIDE : HIDE);
    }

    /**
     * Raw mode makes Ctrl-C a letter that somebody has to read; here it stays the signal it was.
     * Ctrl-Z stays without effect, as the terminal would be left without its cursor.
     */
    static Attributes interruptible(Attributes raw) {
        Attributes attributes = new Attributes(raw);
        attributes.setLocalFlag(Attributes.LocalFlag.ISIG, true);
        attributes.setControlChar(Attributes.ControlChar.VSUSP, 0);
        return attributes;
    }

    /**
     * Opens it; empty where the terminal cannot do it.
     *
     * @param whole true to take the whole screen and give it back at the end
     */
    public static Optional<LiveScreen> open(Console console, boolean whole) {
        if (!console.isLive() || !console.traits().inputTerminal()) {
            return Optional.empty();
        }
        try {
            // Without its own native library, of which every run would leave a copy behind.
            Terminal terminal = TerminalBuilder.builder().system(true).dumb(false).jni(false)
                    .build();
            return Optional.of(new LiveScreen(terminal, console.traits(), whole));
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** How to draw at the size the terminal has now. */
    public Look look() {
        int columns = terminal.getSize().getColumns();
        return new Look(columns > 0 ? columns : Look.DEFAULT_WIDTH, traits.unicode(),
                traits.zone());
    }

    /** Lines there are now. */
    public int height() {
        int rows = terminal.getSize().getRows();
        return rows > 0 ? rows : 24;
    }

    /** True once the person pressed Ctrl-C. */
    public boolean interrupted() {
        return interrupted;
    }

    /** Draws over what was drawn before; what does not fit into the height is left out. */
    public void draw(List<Line> lines) {
        List<Line> shown = lines.subList(0, Math.min(lines.size(), height() - (whole ? 0 : 1)));
        StringBuilder out = new StringBuilder(
                whole ? HOME : drawn > 0 ? "\u001b[" + drawn + "A" : "");
        for (int i = 0; i < shown.size(); i++) {
            out.append('\r').append(Paint.of(shown.get(i), traits.colour())).append(REST_OF_LINE);
            out.append(whole && i == shown.size() - 1 ? "" : "\r\n");
        }
        out.append(REST_OF_SCREEN);
        drawn = shown.size();
        write(out.toString());
    }

    /** Takes away what was drawn, for a result in its place. */
    public void clear() {
        draw(List.of());
    }

    /** The next key within that time: a letter, an arrow, {@link #NO_KEY} or {@link #END}. */
    public int key(Duration longest) {
        try {
            int key = read(longest);
            return key == ESCAPE ? afterEscape() : key;
        } catch (IOException e) {
            throw new UncheckedIOException("the keyboard cannot be read", e);
        }
    }

    private int read(Duration longest) throws IOException {
        int key = terminal.reader().read(Math.max(1, longest.toMillis()));
        return key == NonBlockingReader.READ_EXPIRED ? NO_KEY : key;
    }

    /** An arrow comes as three letters at once; the key itself stands alone. */
    private int afterEscape() throws IOException {
        int second = read(SEQUENCE_GAP);
        if (second != '[' && second != 'O') {
            return ESCAPE;
        }
        return switch (read(SEQUENCE_GAP)) {
            case 'A' -> WatchState.UP;
            case 'B' -> WatchState.DOWN;
            default -> NO_KEY;
        };
    }

    private void write(String text) {
        PrintWriter writer = terminal.writer();
        writer.write(text);
        writer.flush();
    }

    @Override
    public void close() {
        write(whole ? SHOW + NORMAL : SHOW);
        terminal.setAttributes(before);
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be given back", e);
        }
    }
}
