package orchestrator.reconciler.failpoint;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import orchestrator.reconciler.disk.Disk;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.Fencer;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.StoreWrite;

/**
 * Ends the process right before or right after one of its calls to the world outside, as a crash at
 * that moment would: {@code engine.create.after} when a container was made and nobody knows of it
 * yet, {@code store.commit.status.before}, {@code disk.rename.watermark.after}. With a number, as in
 * {@code engine.create.after:3}, the third such call is meant.
 */
public final class Failpoints {
    /** The system property that names one; absent for none. */
    public static final String PROPERTY = "orch.failpoint";
    private static final List<String> CALLS = List.of(
            "engine.list", "engine.volumes", "engine.hasImage", "engine.pull", "engine.create",
            "engine.copyInto", "engine.start", "engine.signal", "engine.stop",
            "engine.lastOutput", "engine.remove",
            "store.read.cluster", "store.read.nodes", "store.read.presence",
            "store.read.assignments", "store.read.specs", "store.read.status",
            "store.read.leases", "store.commit.nodes", "store.commit.status",
            "store.commit.leases",
            "disk.write.spec", "disk.rename.spec", "disk.delete.spec",
            "disk.write.assignment", "disk.rename.assignment",
            "disk.write.watermark", "disk.rename.watermark",
            "disk.write.placements", "disk.rename.placements", "disk.syncNames",
            "fencer.watch", "fencer.permit", "fencer.release");
    private static final int HALTED = 137;

    private final String name;
    private final AtomicInteger left;
    private final Runnable end;

    private Failpoints(String name, int time, Runnable end) {
        this.name = name;
        this.left = new AtomicInteger(time);
        this.end = end;
    }

    /** Every place there is for an agent. */
    public static List<String> names() {
        return CALLS.stream()
                .flatMap(call -> Stream.of(call + ".before", call + ".after")).toList();
    }

    /**
     * The one that this process was told; it dies there without a word to anybody.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static Failpoints ofProcess() {
        return of(System.getProperty(PROPERTY, ""), () -> Runtime.getRuntime().halt(HALTED));
    }

    /**
     * The one that {@code text} names; none when it is empty.
     *
     * @param end called at the place, on whichever thread gets there
     * @throws IllegalArgumentException when there is none of that name
     */
    static Failpoints of(String text, Runnable end) {
        String[] words = text.split(":", 2);
        if (!text.isEmpty() && !names().contains(words[0])) {
            throw new IllegalArgumentException("there is no failpoint " + words[0] + "; there are "
                    + String.join(", ", names()));
        }
        return new Failpoints(words[0], words.length < 2 ? 1 : Integer.parseInt(words[1]), end);
    }

    /** Between an agent and its container engine. */
    public ContainerRuntime around(ContainerRuntime engine) {
        return around("engine", ContainerRuntime.class, engine, _ -> "");
    }

    /** Between an agent and the store. A commit is called after the first thing it writes. */
    public ClusterStore around(ClusterStore store) {
        return around("store", ClusterStore.class, store, arguments -> switch (arguments[0]) {
            case String path -> "." + top(path);
            case List<?> writes -> "." + top(firstPath(writes));
            default -> "";
        });
    }

    /** Between an agent and what it remembers: files that differ by a hash have one name. */
    public Disk around(Disk disk) {
        return around("disk", Disk.class, disk,
                arguments -> "." + String.valueOf(arguments[0]).replaceFirst("[-.].*", ""));
    }

    /** Between an agent and what ends its leased containers. */
    public Fencer around(Fencer fencer) {
        return around("fencer", Fencer.class, fencer, _ -> "");
    }

    private <T> T around(String part, Class<T> port, T real, Function<Object[], String> detail) {
        if (name.isEmpty()) {
            return real;
        }
        InvocationHandler handler = (_, method, arguments) -> {
            boolean plain = arguments == null;
            String call = part + "." + method.getName() + (plain ? "" : detail.apply(arguments));
            at(call + ".before");
            try {
                Object answer = method.invoke(real, arguments);
                at(call + ".after");
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[]{port},
                handler));
    }

    private void at(String place) {
        if (place.equals(name) && left.decrementAndGet() == 0) {
            end.run();
        }
    }

    private static String top(String path) {
        return path.substring(1).replaceFirst("/.*", "");
    }

    private static String firstPath(List<?> writes) {
        return writes.stream().map(StoreWrite.class::cast)
                .filter(write -> !(write instanceof StoreWrite.Check)).map(StoreWrite::path)
                .findFirst().orElse("/checks");
    }
}
