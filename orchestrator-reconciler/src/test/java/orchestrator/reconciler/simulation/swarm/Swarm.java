package orchestrator.reconciler.simulation.swarm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** Seeds on all cores: a process for each, as a simulation is one thread. */
final class Swarm {
    private static final int ENOUGH = 10;
    /** How our own processes complain of an exception that no port may throw. */
    private static final String UNEXPECTED = "in a way nobody expected";
    /** No seed takes so long, on whatever machine. */
    private static final long HANG_SECONDS = 600;

    private final Consumer<String> printer;
    private final List<Process> processes = new ArrayList<>();
    private final Tally tally = new Tally();
    private final TreeMap<Long, String> digests = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final long began = System.nanoTime();
    private long simulatedMillis;
    private long minutesTold;
    private long lastEnded = System.nanoTime();

    Swarm(Consumer<String> printer) {
        this.printer = printer;
    }

    /** Runs so many seeds from the first on; ends early when many are wrong. */
    void run(long first, long count) {
        int workers = (int) Math.min(count, Runtime.getRuntime().availableProcessors());
        List<Thread> readers = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            long share = count / workers + (worker < count % workers ? 1 : 0);
            readers.add(follow(start(first + worker, workers, share)));
        }
        Awaitility.await().forever().pollInterval(Duration.ofMillis(200))
                .until(() -> readers.stream().noneMatch(Thread::isAlive) || isStuck());
    }

    /** Ends everything when no seed has come to its end for too long. */
    private synchronized boolean isStuck() {
        boolean stuck = (System.nanoTime() - lastEnded) / 1_000_000_000 > HANG_SECONDS;
        if (stuck) {
            wrong.add("no seed has ended for " + HANG_SECONDS + " s; the last were "
                    + digests.descendingMap().keySet().stream().limit(processes.size()).toList());
            processes.forEach(Process::destroy);
        }
        return stuck;
    }

    private Process start(long first, long step, long count) {
        try {
            Process process = new SimulationJvm(SwarmWorker.class).start(
                    Long.toString(first), Long.toString(step), Long.toString(count), "false");
            processes.add(process);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Thread follow(Process process) {
        return Thread.ofPlatform().daemon().start(() -> {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(this::read);
            } catch (IOException | UncheckedIOException e) {
                // The process was ended.
            }
        });
    }

    private synchronized void read(String line) {
        String[] parts = line.split(" ", 3);
        switch (parts[0]) {
            case SwarmWorker.SEED -> {
                String[] rest = parts[2].split(" ");
                simulatedMillis += Long.parseLong(rest[0]);
                digests.put(Long.parseLong(parts[1]), rest[1]);
                lastEnded = System.nanoTime();
                tellNowAndThen();
            }
            case SwarmWorker.SAW -> tally.add(
                    Sometimes.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                    Long.parseLong(parts[2]));
            case SwarmWorker.WRONG -> {
                wrong.add("seed " + parts[1] + ": " + SwarmWorker.unescaped(parts[2]));
                printer.accept(wrong.getLast());
                if (wrong.size() >= ENOUGH) {
                    processes.forEach(Process::destroy);
                }
            }
            default -> {
                if (line.contains(UNEXPECTED)) {
                    wrong.add(line);
                }
                printer.accept(line);
            }
        }
    }

    private void tellNowAndThen() {
        long minutes = seconds() / 60;
        if (minutes > minutesTold) {
            minutesTold = minutes;
            printer.accept(totals());
        }
    }

    private long seconds() {
        return (System.nanoTime() - began) / 1_000_000_000;
    }

    /** Seeds, simulated time, violations and speed, in one line. */
    synchronized String totals() {
        double years = simulatedMillis / 1000.0 / 86_400 / 365;
        double seconds = Math.max(1, seconds());
        return String.format(Locale.ROOT,
                "%d seeds, %.3f simulated years, %d violations, %.0f x real time, %.1f seeds/s",
                digests.size(), years, wrong.size(), simulatedMillis / 1000.0 / seconds,
                digests.size() / seconds);
    }

    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    synchronized Tally tally() {
        return tally;
    }

    synchronized int seeds() {
        return digests.size();
    }
}
