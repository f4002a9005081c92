package orchestrator.cli.endtoend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orchestrator.reconciler.testhosts.TestHost;

/**
 * From when to when each container of one instance has run, by what the engines tell of it: all hosts
 * are of one machine and have one clock.
 */
record Lives(List<Life> all) {
    private static final double NANOS = 1e9;
    private static final String FORMAT = "{{.TimeNano}} {{.Action}} {{.ID}}";

    /** One of them; {@code end} is 0 while it runs. In nanoseconds of the engines' clock. */
    record Life(int host, String id, long start, long end) {
        private long endOr(long now) {
            return end == 0 ? now : end;
        }
    }

    /** Those of an instance since that second of the engines' clock, in the order they began. */
    static Lives of(String instance, String since, List<TestHost> hosts) {
        List<Life> lives = new ArrayList<>();
        for (TestHost host : hosts) {
            Map<String, Life> open = new LinkedHashMap<>();
            host.docker("events", "--since", since, "--until", now(), "--filter",
                    "label=orch.instance=" + instance, "--filter", "event=start", "--filter",
                    "event=die", "--format", FORMAT).lines().map(line -> line.split(" "))
                    .forEach(words -> take(host.number(), words, open, lives));
            lives.addAll(open.values());
        }
        lives.sort(Comparator.comparing(Life::start));
        return new Lives(List.copyOf(lives));
    }

    private static void take(int host, String[] words, Map<String, Life> open, List<Life> lives) {
        long at = Long.parseLong(words[0]);
        if (words[1].equals("start")) {
            open.put(words[2], new Life(host, words[2], at, 0));
        } else {
            Life life = open.remove(words[2]);
            lives.add(new Life(host, words[2], life == null ? 0 : life.start(), at));
        }
    }

    /** The clock of this machine, as the engines take it. */
    static String now() {
        long millis = System.currentTimeMillis();
        return BigDecimal.valueOf(millis, 3).toPlainString();
    }

    /** For how many milliseconds two of them ran at a time. */
    double overlapMillis() {
        long now = System.currentTimeMillis() * 1_000_000;
        long overlap = 0;
        for (Life one : all) {
            for (Life other : all) {
                if (one.start() < other.start()) {
                    overlap += Math.max(0, Math.min(one.endOr(now), other.endOr(now))
                            - other.start());
                }
            }
        }
        return overlap / 1e6;
    }

    Life last() {
        return all.getLast();
    }

    /** Seconds from that moment of the engines' clock to the start of the last one. */
    double secondsUntilLast(String since) {
        return last().start() / NANOS - Double.parseDouble(since);
    }
}
