package orchestrator.reconciler.zookeeper;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import orchestrator.reconciler.doctor.EnsembleSurvey.Address;
import org.apache.jute.BinaryInputArchive;
import org.apache.jute.BinaryOutputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.proto.ConnectRequest;
import org.apache.zookeeper.proto.ConnectResponse;
import org.apache.zookeeper.proto.RequestHeader;

/**
 * Opens a session at one server, by hand, to see which timeout it grants: the shortest that a server
 * grants is two of its ticks and the longest twenty, unless it is told otherwise. The usual client
 * cannot ask for so short a one, and chooses its server itself.
 */
final class BareSession {
    private static final int PATIENCE_MILLIS = 3000;
    private static final int PASSWORD = 16;
    private static final int SHORTEST_IN_TICKS = 2;
    private static final int LONGEST_IN_SHORTEST = 10;
    private static final int LARGEST_ANSWER = 4096;

    private BareSession() {}

    /** The length of a tick, as its limits tell; empty when they are set to something else. */
    static Optional<Duration> tick(Address address) throws IOException {
        int shortest = granted(address, 1);
        int longest = granted(address, Integer.MAX_VALUE);
        return shortest > 0 && longest == shortest * LONGEST_IN_SHORTEST
                ? Optional.of(Duration.ofMillis(shortest / SHORTEST_IN_TICKS))
                : Optional.empty();
    }

    /** The timeout in milliseconds that is granted to who asks for {@code wanted}; 0 for none. */
    private static int granted(Address address, int wanted) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()),
                    PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            send(out, new ConnectRequest(0, 0, wanted, 0, new byte[PASSWORD], false));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[Math.clamp(in.readInt(), 0, LARGEST_ANSWER)];
            in.readFully(answer);
            ConnectResponse response = new ConnectResponse();
            response.deserialize(BinaryInputArchive.getArchive(
                    new java.io.ByteArrayInputStream(answer)), "connect");
            send(out, new RequestHeader(1, ZooDefs.OpCode.closeSession));
            in.readAllBytes();
            return response.getTimeOut();
        }
    }

    private static void send(DataOutputStream out, Record record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        record.serialize(BinaryOutputArchive.getArchive(bytes), "record");
        out.writeInt(bytes.size());
        bytes.writeTo(out);
        out.flush();
    }
}
