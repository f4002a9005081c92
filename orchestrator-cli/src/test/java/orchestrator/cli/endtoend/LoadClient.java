package orchestrator.cli.endtoend;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Visitors on a machine that is no node, as a process of its own: a line on standard input names the
 * balancers from then on, each request gives a line of output, and the end of the input ends it.
 * Nothing but the JDK is needed to run it.
 */
final class LoadClient {
    private static final int VISITORS = 16;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long nanosBetween;
    private volatile List<InetSocketAddress> balancers = List.of();

    private LoadClient(int requestsPerSecond) {
        nanosBetween = NANOS * VISITORS / requestsPerSecond;
    }

    public static void main(String[] arguments) throws Exception {
        LoadClient client = new LoadClient(Integer.parseInt(arguments[0]));
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in,
                StandardCharsets.UTF_8));
        client.balancers = addresses(input.readLine());
        List<Thread> visitors = IntStream.range(0, VISITORS)
                .mapToObj(number -> Thread.ofPlatform().daemon().start(() -> client.visit(number)))
                .toList();
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            client.balancers = addresses(line);
        }
        for (Thread visitor : visitors) {
            visitor.interrupt();
            visitor.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    private static List<InetSocketAddress> addresses(String line) {
        return Arrays.stream(line.split(" "))
                .map(address -> new InetSocketAddress(address.split(":")[0],
                        Integer.parseInt(address.split(":")[1])))
                .toList();
    }

    /** At an even pace; whoever is late does not catch up. */
    private void visit(int number) {
        LoadVisitor visitor = new LoadVisitor(number, () -> balancers);
        long next = System.nanoTime() + nanosBetween * number / VISITORS;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            } catch (InterruptedException _) {
                return;
            }
            System.out.println(visitor.next().line());
            next = Math.max(next + nanosBetween, System.nanoTime());
        }
    }
}
