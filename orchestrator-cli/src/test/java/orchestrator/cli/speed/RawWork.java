package orchestrator.cli.speed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** The same work done straight at the engines, in parallel, by who knows all that is to be done. */
final class RawWork {
    static final String PROJECT = "raw";
    private static final int ALL = 1000;

    private final List<RawEngine> engines;
    private final EngineLog log;

    RawWork(List<RawEngine> engines, EngineLog log) {
        this.engines = engines;
        this.log = log;
    }

    Duration create(int count) throws Exception {
        Instant begun = Instant.now();
        each(count, ALL, (engine, name) -> {
            engine.create(name, PROJECT, "1");
            engine.start(name);
        });
        return Duration.between(begun,
                log.awaitAll(count, begun, EngineLog.did("start", PROJECT)));
    }

    Duration remove(int count) throws Exception {
        Instant begun = Instant.now();
        each(count, ALL, (engine, name) -> {
            engine.stop(name);
            engine.remove(name);
        });
        return Duration.between(begun,
                log.awaitAll(count, begun, EngineLog.did("destroy", PROJECT)));
    }

    /** The old one first; the next begins as soon as one of those at work is done. */
    Duration replace(int count, int atOnce) throws Exception {
        Instant begun = Instant.now();
        each(count, atOnce, (engine, name) -> {
            engine.stop(name);
            engine.remove(name);
            engine.create(name, PROJECT, "2");
            engine.start(name);
        });
        return Duration.between(begun,
                log.awaitAll(count, begun, EngineLog.did("start", PROJECT)));
    }

    /** One is killed, and made anew as soon as it has ended. */
    Duration kill(int number) {
        RawEngine engine = engineOf(number);
        String name = name(number);
        Instant begun = Instant.now();
        engine.kill(name);
        engine.awaitEnd(name);
        engine.remove(name);
        engine.create(name, PROJECT, "1");
        engine.start(name);
        return Duration.between(begun, log.awaitAll(1, begun, EngineLog.did("start", PROJECT)));
    }

    private RawEngine engineOf(int number) {
        return engines.get(number % engines.size());
    }

    private static String name(int number) {
        return "raw-" + number;
    }

    private void each(int count, int atOnce, BiConsumer<RawEngine, String> work)
            throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(count, atOnce))) {
            List<? extends Future<?>> done = IntStream.range(0, count)
                    .mapToObj(number -> threads.submit(
                            () -> work.accept(engineOf(number), name(number))))
                    .toList();
            for (Future<?> each : done) {
                each.get();
            }
        }
    }
}
