package orchestrator.reconciler.controller;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import orchestrator.reconciler.store.ClusterStore.Session;
import orchestrator.reconciler.store.StoredRecord;

/**
 * A server that would lead.
 *
 * @param server    its name, for people
 * @param bootToken drawn at random when its process started: tells two servers of one name apart
 * @param version   of its program, for people
 */
public record Candidate(String server, String bootToken, Optional<String> version) {
    /** One that does not tell its version. */
    public Candidate(String server, String bootToken) {
        this(server, bootToken, Optional.empty());
    }

    byte[] leaderRecord() {
        return (server + " " + bootToken).getBytes(StandardCharsets.UTF_8);
    }

    /** True when {@code leader} was written by this process and hangs on its present session. */
    boolean owns(StoredRecord leader, Session session) {
        return leader.owner() == session.id() && Arrays.equals(leader.data(), leaderRecord());
    }
}
