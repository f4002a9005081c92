package orchestrator.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

import orchestrator.cli.render.Look;

/** The console this process was started in. */
public final class SystemConsole {
    private SystemConsole() {}

    /** Looks at the standard streams and the environment, once. */
    public static Console open(Map<String, String> environment, InstantSource clock) {
        boolean unicode = isUnicode(environment);
        Charset charset = unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        return new Console(new FileInputStream(FileDescriptor.in),
                stream(FileDescriptor.out, charset), stream(FileDescriptor.err, charset),
                traits(environment, unicode), clock);
    }

    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new java.io.BufferedOutputStream(new FileOutputStream(descriptor)),
                false, charset);
    }

    private static Console.Traits traits(Map<String, String> environment, boolean unicode) {
        boolean output = isTerminal(1);
        boolean error = isTerminal(2);
        boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean colour = !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
        int width = output || error ? width(environment) : Look.DEFAULT_WIDTH;
        return new Console.Traits(isTerminal(0), output, error, dumb, colour, unicode, width,
                ZoneId.systemDefault());
    }

    /** The first of LC_ALL, LC_CTYPE and LANG that is set says what the terminal can show. */
    static boolean isUnicode(Map<String, String> environment) {
        for (String name : new String[]{"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                String upper = value.toUpperCase(java.util.Locale.ROOT);
                return upper.contains("UTF-8") || upper.contains("UTF8");
            }
        }
        return false;
    }

    /** Linux says where a stream leads; elsewhere Java knows of input and output together. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty")
                        || target.equals("/dev/console");
            } catch (IOException e) {
                return false;
            }
        }
        return System.console() != null && System.console().isTerminal();
    }

    /** Asks {@code stty}, which costs a tenth of what loading a terminal library does. */
    private static int width(Map<String, String> environment) {
        try {
            String told = environment.getOrDefault("COLUMNS", "");
            return told.isEmpty() ? sttyWidth() : Integer.parseInt(told);
        } catch (NumberFormatException e) {
            return Look.DEFAULT_WIDTH;
        }
    }

    private static int sttyWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile()).start();
            try (InputStream answer = stty.getInputStream()) {
                String size = new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip();
                int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
                return columns == 0 ? Look.DEFAULT_WIDTH : columns;
            }
        } catch (IOException e) {
            return Look.DEFAULT_WIDTH;
        }
    }
}
