package orchestrator.reconciler.simulated;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the first process of a pretended container does. A few commands do what they are known for;
 * every other one runs on until it is asked to end.
 *
 * @param says      when it starts
 * @param ends      how long after its start, where it does so by itself
 * @param exitCode  when it ends by itself or because it was asked
 * @param endsFor   signals it ends for, with its exit code; others do nothing to the first process
 *                  of a container
 * @param whenAsked true for one that knows the signal it is stopped by, whatever that is
 */
record SimulatedProgram(List<String> says, Optional<Duration> ends, int exitCode,
        Map<String, Integer> endsFor, boolean whenAsked) {
    static final String MISSING = "no-such-command";
    static final int ENDED_BY_SIGKILL = 137;
    private static final int ENDED_BY_SIGINT = 130;
    private static final int ENDED_BY_SIGTERM = 143;
    private static final Pattern EXIT = Pattern.compile("exit (\\d{1,3})");
    private static final Pattern TRAP = Pattern.compile("trap 'exit (\\d{1,3})' ([A-Z12 ]+);.*");

    static SimulatedProgram of(List<String> command) {
        String arguments = command.isEmpty()
                ? ""
                : String.join(" ", command.subList(1, command.size()));
        return switch (command.isEmpty() ? "" : command.getFirst()) {
            case "true" -> atOnce(0, List.of());
            case "false" -> atOnce(1, List.of());
            case "echo" -> atOnce(0, List.of(arguments));
            case "sleep" -> sleep(arguments);
            case "sh" -> shell(arguments);
            default -> service();
        };
    }

    private static SimulatedProgram atOnce(int code, List<String> says) {
        return new SimulatedProgram(says, Optional.of(Duration.ZERO), code, Map.of(), false);
    }

    /** As most images are made: it ends for the signal that it is stopped by. */
    private static SimulatedProgram service() {
        return new SimulatedProgram(List.of(), Optional.empty(), ENDED_BY_SIGTERM,
                Map.of("TERM", ENDED_BY_SIGTERM, "INT", ENDED_BY_SIGTERM, "QUIT",
                        ENDED_BY_SIGTERM),
                true);
    }

    /** It has no handler for any signal, and the kernel spares the first process of a container. */
    private static SimulatedProgram sleep(String seconds) {
        boolean number = seconds.matches("\\d{1,9}");
        return new SimulatedProgram(List.of(),
                number
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
                        : Optional.empty(),
                0, Map.of(), false);
    }

    private static SimulatedProgram shell(String arguments) {
        String script = arguments.replaceFirst("^-c ", "");
        Matcher exit = EXIT.matcher(script);
        if (exit.matches()) {
            return atOnce(Integer.parseInt(exit.group(1)), List.of());
        }
        Matcher trap = TRAP.matcher(script);
        return trap.matches()
                ? trapping(Integer.parseInt(trap.group(1)), trap.group(2).split(" "))
                : service();
    }

    /** A shell ends for an interrupt whether it is told to or not. */
    private static SimulatedProgram trapping(int code, String... signals) {
        Map<String, Integer> endsFor = new TreeMap<>(Map.of("INT", ENDED_BY_SIGINT));
        for (String signal : signals) {
            endsFor.put(signal, code);
        }
        return new SimulatedProgram(List.of(), Optional.empty(), code, endsFor, false);
    }

    /** The exit code when that signal ends it. */
    Optional<Integer> endsFor(String signal) {
        if ("KILL".equals(signal)) {
            return Optional.of(ENDED_BY_SIGKILL);
        }
        return Optional.ofNullable(endsFor.get(signal));
    }
}
