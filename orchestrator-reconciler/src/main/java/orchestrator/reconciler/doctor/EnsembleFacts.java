package orchestrator.reconciler.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is seen of an ensemble.
 *
 * @param embedded true for the one that {@code orch up} keeps for itself
 * @param servers  those that the connect string names, in its order
 * @param disks    of the servers on this machine
 * @param session  what a session of ours saw; not seen when there is none to be had
 */
public record EnsembleFacts(String connectString, boolean embedded, List<Server> servers,
        List<Seen<MachineFacts.Disk>> disks, Seen<Visit> session) {
    public EnsembleFacts {
        servers = List.copyOf(servers);
        disks = List.copyOf(disks);
    }

    /** How it stands with one server. */
    public enum Contact {
        /** Its name has no address. */
        UNRESOLVED,
        /** Its machine says that nobody listens there. */
        REFUSED,
        /** Nothing comes back. */
        SILENT,
        /** What answers is no ZooKeeper. */
        FOREIGN,
        /** It runs, but is in no majority. */
        ALONE,
        /** It serves. */
        SERVING
    }

    /**
     * One server.
     *
     * @param loopback true when nobody on another machine can reach that address
     * @param version  such as {@code 3.9.5}
     * @param mode     {@code leader}, {@code follower}, {@code observer} or {@code standalone}
     * @param admin    true when its admin server answers us
     * @param words    four-letter words beyond the harmless ones that it answers
     */
    public record Server(String address, boolean loopback, Contact contact, Seen<String> version,
            Seen<String> mode, Seen<Timing> timing, boolean admin, List<String> words) {
        public Server {
            words = List.copyOf(words);
        }

        /** One that cannot be talked to. */
        public static Server without(String address, boolean loopback, Contact contact) {
            String why = "it does not answer";
            return new Server(address, loopback, contact, Seen.not(why), Seen.not(why),
                    Seen.not(why), false, List.of());
        }
    }

    /**
     * The times a server works with.
     *
     * @param syncLimit so many ticks a follower may be without its leader; empty where only the
     *                  length of a tick is seen
     * @param source    where this was read
     */
    public record Timing(Duration tick, Optional<Integer> syncLimit, String source) {}

    /**
     * What a session saw.
     *
     * @param asked   the timeout that was asked for
     * @param granted the one it got
     * @param open    true when anybody may write the cluster's records
     * @param members {@code host:port} of every server, as the ensemble itself says
     * @param clocks  what clocks show, compared with that of the ensemble's leader
     */
    public record Visit(Duration asked, Duration granted, Seen<Latency> reads,
            Seen<Latency> writes, Seen<Boolean> open, Seen<List<String>> members,
            Seen<List<Clock>> clocks) {}

    /**
     * A clock that somebody's record tells of.
     *
     * @param whose {@code this machine}, or a leader or node by its name
     * @param ahead of the clock of the ensemble's leader; negative when it is behind
     */
    public record Clock(String whose, Duration ahead) {}

    /** How long answers took. */
    public record Latency(Duration median, Duration worst) {}
}
