package orchestrator.cli.speed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import orchestrator.reconciler.testhosts.TestHost;

/**
 * An engine asked with as little as possible in between: one connection and one request for each
 * thing done. What is made is made like a container of ours.
 */
record RawEngine(String socket) {
    private static final String CONTAINER = """
            {"Image": "%s", "Env": ["ROUND=%s"], "Labels": {"orch.project": "%s",
             "orch.instance": "%s"}, "StopSignal": "TERM", "HostConfig": {"RestartPolicy":
             {"Name": "no"}, "SecurityOpt": ["no-new-privileges"], "LogConfig": {"Type":
             "json-file", "Config": {"max-size": "10m", "max-file": "3"}}}}
            """;

    static RawEngine of(TestHost host) {
        return new RawEngine(host.engine().substring("unix://".length()));
    }

    void create(String name, String project, String round) {
        ask("POST", "/containers/create?name=" + name,
                CONTAINER.formatted(SpeedCluster.IMAGE, round, project, name));
    }

    void start(String name) {
        ask("POST", "/containers/" + name + "/start", "");
    }

    /** By its signal, and within ten seconds. */
    void stop(String name) {
        ask("POST", "/containers/" + name + "/stop?t=10", "");
    }

    void kill(String name) {
        ask("POST", "/containers/" + name + "/kill?signal=KILL", "");
    }

    void awaitEnd(String name) {
        ask("POST", "/containers/" + name + "/wait", "");
    }

    void remove(String name) {
        ask("DELETE", "/containers/" + name + "?v=1", "");
    }

    private void ask(String method, String path, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " /v1.41" + path
                + " HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + content.length
                + "\r\n\r\n";
        String answer = exchange(head + body);
        if (!answer.startsWith("HTTP/1.1 2")) {
            throw new IllegalStateException(method + " " + path + ": " + answer);
        }
    }

    private String exchange(String request) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer out = StandardCharsets.UTF_8.encode(request);
            while (out.hasRemaining()) {
                channel.write(out);
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ByteBuffer in = ByteBuffer.allocate(4096);
            while (channel.read(in) >= 0) {
                answer.write(in.array(), 0, in.position());
                in.clear();
            }
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the engine at " + socket + " does not answer", e);
        }
    }
}
