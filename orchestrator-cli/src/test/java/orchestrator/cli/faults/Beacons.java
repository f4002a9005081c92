package orchestrator.cli.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import orchestrator.reconciler.testhosts.BusyboxImage;
import orchestrator.reconciler.testhosts.TestHost;

/**
 * Containers that write down every 20 ms that they live, in a file of their own, by the clock that
 * the whole machine shares. The files are read past the engines, and are held open, so that they
 * outlive their containers: neither a frozen engine nor a lost event hides anything.
 */
final class Beacons implements AutoCloseable {
    private static final String IMAGE = "orch-test/beacon:1";
    private static final String FILE = "beacon";
    private static final long LOOK_MILLIS = 100;
    /** One that is silent for so long is taken for dead; this machine may be very busy. */
    private static final double SILENCE_MILLIS = 1500;
    private static final String PROGRAM = "trap 'exit 0' TERM; busybox mkfifo /tmp/never;"
            + " exec 3<>/tmp/never; read id </etc/hostname; echo begin $NAME $id >>/beacon;"
            + " while true; do echo $EPOCHREALTIME; read -t 0.02 x <&3; done >>/beacon";

    private final List<TestHost> hosts;
    private final Map<Path, Kept> files = new ConcurrentSkipListMap<>();
    private final Thread watcher;

    private record Kept(int host, FileChannel channel) {}

    /**
     * From the first to the last beacon of one container.
     *
     * @param instance {@code project/instance}
     * @param from     milliseconds of the machine's clock
     * @param to       its last beacon
     * @param goesOn   true when that was just before the files were read
     */
    record Life(String instance, int host, String id, double from, double to, boolean goesOn) {}

    Beacons(List<TestHost> hosts) {
        this.hosts = hosts;
        this.watcher = Thread.ofPlatform().daemon().name("beacons").start(this::watch);
    }

    static void loadImage(TestHost host) {
        BusyboxImage.importInto(host.engine(), IMAGE);
    }

    /** The keys of a service that writes beacons, to be put into a declaration. */
    static String service(String project) {
        return """
                image: %s
                command: [sh, -c, "%s"]
                env: {NAME: "%s/${instance}"}
                """.formatted(IMAGE, PROGRAM, project).indent(4).stripTrailing();
    }

    private void watch() {
        try {
            while (true) {
                hosts.forEach(this::look);
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(TestHost host) {
        Path layers = host.directory().resolve("data/overlay2");
        try (DirectoryStream<Path> all = Files.newDirectoryStream(layers)) {
            for (Path layer : all) {
                Path file = layer.resolve("diff").resolve(FILE);
                if (!files.containsKey(file) && Files.exists(file)) {
                    files.put(file, new Kept(host.number(), FileChannel.open(file)));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // The engine is not there yet, or the container has just been removed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every life so far, by beginning. */
    List<Life> lives() {
        hosts.forEach(this::look);
        List<Life> lives = new ArrayList<>();
        files.values().forEach(file -> lives.addAll(lives(file)));
        lives.sort(Comparator.comparing(Life::from));
        return lives;
    }

    /** A container that was started again has begun again in the same file. */
    private static List<Life> lives(Kept file) {
        List<Life> lives = new ArrayList<>();
        double now = System.currentTimeMillis();
        for (String life : read(file.channel()).split("begin ")) {
            String[] lines = life.substring(0, life.lastIndexOf('\n') + 1).split("\n");
            String[] head = lines[0].split(" ");
            if (lines.length > 1 && head.length == 2) {
                double last = millis(lines[lines.length - 1]);
                lives.add(new Life(head[0], file.host(), head[1], millis(lines[1]), last,
                        now - last < SILENCE_MILLIS));
            }
        }
        return lives;
    }

    private static double millis(String seconds) {
        return Double.parseDouble(seconds) * 1000;
    }

    private static String read(FileChannel channel) {
        try {
            ByteBuffer all = ByteBuffer.allocate((int) channel.size());
            while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {
                // until it is full
            }
            return new String(all.array(), 0, all.position(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
        try {
            watcher.join();
            for (Kept file : files.values()) {
                file.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
