package orchestrator.cli.faults;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process between clients on one machine and the ZooKeeper servers. It passes on what they say;
 * told {@code swallow K} it keeps every K-th answer to itself and cuts the connection, told
 * {@code cut N} it cuts each connection after up to N bytes of the client, wherever that is in a
 * request, told {@code mend} it only passes on. It ends with its standard input, and prints how often
 * it has cut.
 */
public final class LinkRelay {
    private static final int LARGEST_FRAME = 8 << 20;
    private static final int BUFFER = 4096;

    private static volatile int swallowOneIn;
    private static volatile int cutAfter;
    private static final AtomicLong ANSWERS = new AtomicLong();
    private static final AtomicLong CUTS = new AtomicLong();

    private LinkRelay() {}

    /** Takes {@code PORT=HOST:PORT} for each server: where to listen, and for whom. */
    public static void main(String[] arguments) throws IOException {
        for (String each : arguments) {
            String[] ports = each.split("[=:]");
            ServerSocket listener = new ServerSocket(Integer.parseInt(ports[0]), 50,
                    InetAddress.getLoopbackAddress());
            InetSocketAddress target = new InetSocketAddress(ports[1],
                    Integer.parseInt(ports[2]));
            Thread.ofPlatform().daemon().start(() -> accept(listener, target));
        }
        obey(new BufferedReader(new InputStreamReader(System.in)));
    }

    private static void obey(BufferedReader orders) throws IOException {
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] words = line.split(" ");
            swallowOneIn = words[0].equals("swallow") ? Integer.parseInt(words[1]) : 0;
            cutAfter = words[0].equals("cut") ? Integer.parseInt(words[1]) : 0;
            System.out.println(CUTS.get() + " cuts before " + line);
        }
    }

    private static void accept(ServerSocket listener, InetSocketAddress target) {
        while (true) {
            try {
                Socket client = listener.accept();
                Thread.ofPlatform().daemon().start(() -> join(client, target));
            } catch (IOException e) {
                // The client is gone already: the next one comes.
            }
        }
    }

    private static void join(Socket client, InetSocketAddress target) {
        try (client; Socket server = new Socket()) {
            server.connect(target, 2000);
            Thread.ofPlatform().daemon().start(() -> answers(server, client));
            requests(client, server);
        } catch (IOException e) {
            // Cut, by us or by one of them.
        }
    }

    private static void requests(Socket client, Socket server) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long passed = 0;
        long limit = Long.MAX_VALUE;
        int rule = 0;
        for (int read = client.getInputStream().read(buffer); read >= 0; read = client
                .getInputStream().read(buffer)) {
            if (rule != cutAfter) {
                rule = cutAfter;
                limit = rule == 0
                        ? Long.MAX_VALUE
                        : passed + ThreadLocalRandom.current().nextInt(rule);
            }
            int pass = (int) Math.min(read, limit - passed);
            server.getOutputStream().write(buffer, 0, pass);
            passed += pass;
            if (passed >= limit) {
                CUTS.incrementAndGet();
                return;
            }
        }
    }

    private static void answers(Socket server, Socket client) {
        try (client; server) {
            DataInputStream in = new DataInputStream(server.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            pass(in, out, in.readInt());
            while (true) {
                int length = in.readInt();
                int number = in.readInt();
                if (number > 0 && swallowOneIn > 0
                        && ANSWERS.incrementAndGet() % swallowOneIn == 0) {
                    CUTS.incrementAndGet();
                    return;
                }
                byte[] rest = in.readNBytes(Math.min(length - Integer.BYTES, LARGEST_FRAME));
                out.writeInt(length);
                out.writeInt(number);
                out.write(rest);
                out.flush();
            }
        } catch (IOException e) {
            // Cut, by us or by one of them.
        }
    }

    private static void pass(DataInputStream in, DataOutputStream out, int length)
            throws IOException {
        byte[] frame = in.readNBytes(Math.min(length, LARGEST_FRAME));
        out.writeInt(length);
        out.write(frame);
        out.flush();
    }
}
