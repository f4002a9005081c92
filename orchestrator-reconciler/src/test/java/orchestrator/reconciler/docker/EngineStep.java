package orchestrator.reconciler.docker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One thing done to an engine. A container is named by its place among all that were made, from 0; a
 * place that nothing has means one that never was.
 */
sealed interface EngineStep {
    /** What the first process of a container does. */
    enum Program {
        SLEEPS("sleep", "600"),
        ENDS("true"),
        FAILS("false"),
        ECHOES("echo", "good", "morning"),
        EXITS("sh", "-c", "exit 3"),
        HEEDS_TERM("sh", "-c", "trap 'exit 7' TERM; echo ready; while :; do sleep 0.1; done"),
        HEEDS_USR1("sh", "-c", "trap 'exit 9' USR1; echo ready; while :; do sleep 0.1; done"),
        IS_MISSING("no-such-command");

        private final List<String> command;

        Program(String... command) {
            this.command = List.of(command);
        }

        List<String> command() {
            return command;
        }

        boolean isRunningOn() {
            return this == SLEEPS || tellsWhenReady();
        }

        boolean tellsWhenReady() {
            return this == HEEDS_TERM || this == HEEDS_USR1;
        }
    }

    /** What people do to a container without us. */
    enum Hand {
        REMOVE, PAUSE, UNPAUSE, STOP, START, RESTART, RENAME, TERM, KILL, KEEP_RESTARTING
    }

    /** Number {@code instance} of the script, in that incarnation. */
    record Create(int instance, int incarnation, Program program, boolean imageIsThere,
            Optional<Integer> port) implements EngineStep {}

    record Start(int container) implements EngineStep {}

    record Stop(int container, String signal, Duration grace) implements EngineStep {}

    record Signal(int container, String signal) implements EngineStep {}

    record Remove(int container) implements EngineStep {}

    record CopyInto(int container, String text) implements EngineStep {}

    record Run(int container, List<String> command) implements EngineStep {}

    record Output(int container) implements EngineStep {}

    record Follow(int container) implements EngineStep {}

    record Volumes() implements EngineStep {}

    record ByHand(int container, Hand hand) implements EngineStep {}

    /** Somebody's container with our labels, or only with our name. */
    record Stranger(int instance, int incarnation, boolean labels) implements EngineStep {}

    /** Draws the steps of one script, which begins with a container that runs. */
    final class Script {
        static final String FILE = "/etc/orch/a.conf";
        private static final int MOST_CONTAINERS = 7;
        private static final int TOUCHED = 3;
        private static final int INSTANCES = 3;
        private static final int INCARNATIONS = 2;
        private static final List<String> SIGNALS = List.of("TERM", "HUP", "USR1", "KILL", "INT",
                "QUIT", "WINCH");
        private static final List<List<String>> COMMANDS = List.of(List.of("echo", "hello"),
                List.of("false"), List.of("cat", FILE), List.of("no-such-command"));

        private final Random random;
        private int number;
        private int made;

        Script(long seed) {
            random = new Random(seed);
        }

        /** @param containers how many were made so far, also those that are gone */
        EngineStep next(int containers) {
            made = containers;
            number++;
            return switch (number) {
                case 1 -> new Create(0, 1, oneOf(List.of(Program.SLEEPS, Program.HEEDS_TERM,
                        Program.HEEDS_USR1)), true, Optional.of(0));
                case 2 -> new Start(0);
                default -> step(random.nextInt(100));
            };
        }

        private EngineStep step(int which) {
            if (which < 38) {
                return which < 18 && made < MOST_CONTAINERS ? create() : new Start(container());
            }
            if (which < 60) {
                return ending(which);
            }
            return which < 74 ? looking(which) : byOthers(which);
        }

        private EngineStep ending(int which) {
            if (which < 46) {
                return new Stop(container(), random.nextBoolean() ? oneOf(SIGNALS) : "TERM",
                        Duration.ofSeconds(1));
            }
            return which < 56
                    ? new Signal(container(), oneOf(SIGNALS))
                    : new Remove(container());
        }

        private EngineStep looking(int which) {
            return switch (which) {
                case 60, 61, 62 -> new CopyInto(container(), "text " + random.nextInt(10));
                case 63, 64, 65, 66, 67 -> new Run(container(), oneOf(COMMANDS));
                case 68, 69, 70 -> new Output(container());
                case 71 -> new Follow(container());
                default -> new Volumes();
            };
        }

        private EngineStep byOthers(int which) {
            if (which >= 97) {
                return new Stranger(random.nextInt(INSTANCES), 1 + random.nextInt(INCARNATIONS),
                        random.nextBoolean());
            }
            boolean pauses = random.nextInt(3) == 0;
            return new ByHand(container(), pauses ? Hand.PAUSE : oneOf(List.of(Hand.values())));
        }

        private Create create() {
            Program program = random.nextBoolean()
                    ? oneOf(List.of(Program.SLEEPS, Program.HEEDS_TERM, Program.HEEDS_USR1))
                    : oneOf(List.of(Program.values()));
            return new Create(random.nextInt(INSTANCES), 1 + random.nextInt(INCARNATIONS), program,
                    random.nextInt(15) > 0,
                    random.nextInt(2) == 0 ? Optional.of(random.nextInt(2)) : Optional.empty());
        }

        /** One of the last few, rarely one that never was. */
        private int container() {
            return random.nextInt(20) == 0
                    ? made
                    : Math.max(0, made - 1 - random.nextInt(TOUCHED));
        }

        private <T> T oneOf(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
