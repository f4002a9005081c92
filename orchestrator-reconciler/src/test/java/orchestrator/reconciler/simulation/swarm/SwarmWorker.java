package orchestrator.reconciler.simulation.swarm;

import java.util.Locale;

/**
 * Runs seeds one after the other in a process of its own and writes a line for each, for
 * {@link Swarm} to read.
 */
public final class SwarmWorker {
    static final String SEED = "seed";
    static final String WRONG = "wrong";
    static final String SAW = "saw";

    private SwarmWorker() {}

    /** The first seed, the step to the next, how many, and whether to write all that happens. */
    public static void main(String[] arguments) throws InterruptedException {
        // Handing over among virtual threads is cheap where whoever drives them is one as well.
        Thread worker = Thread.ofVirtual().start(() -> work(Long.parseLong(arguments[0]),
                Long.parseLong(arguments[1]), Long.parseLong(arguments[2]),
                Boolean.parseBoolean(arguments[3])));
        worker.join();
    }

    private static void work(long first, long step, long count, boolean told) {
        for (long number = 0; number < count; number++) {
            long seed = first + number * step;
            try {
                tell(new SwarmRun(seed).run(line -> {
                    if (told) {
                        System.out.println("# " + line);
                    }
                }));
            } catch (RuntimeException | Error e) {
                System.out.println(WRONG + " " + seed + " " + escaped(e + " at "
                        + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?")));
                System.out.println(SEED + " " + seed + " 0 -");
            }
        }
    }

    private static void tell(SwarmRun.Outcome outcome) {
        outcome.wrong().forEach(each -> System.out.println(
                WRONG + " " + outcome.seed() + " " + escaped(each)));
        outcome.tally().each((what, count) -> System.out.println(
                SAW + " " + what.name().toLowerCase(Locale.ROOT) + " " + count));
        System.out.println(SEED + " " + outcome.seed() + " " + outcome.simulated().toMillis()
                + " " + outcome.digest());
    }

    private static String escaped(String text) {
        return text.replace("\n", "\\n");
    }

    static String unescaped(String text) {
        return text.replace("\\n", "\n");
    }
}
