package orchestrator.reconciler.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import orchestrator.reconciler.doctor.EnsembleFacts.Contact;
import orchestrator.reconciler.doctor.EnsembleFacts.Server;
import orchestrator.reconciler.doctor.EnsembleFacts.Timing;
import orchestrator.reconciler.doctor.EnsembleFacts.Visit;

/**
 * Whether a follower that was cut off gives up before the ensemble may take its clients for gone.
 * Their last sign of life may be a third of the timeout old when the cut comes, and until the
 * follower gives up it answers reads from what it had.
 */
final class TimingChecks {
    private static final int PART = 3;
    private static final String[] FIX = {
            "in zoo.cfg of each server: tickTime=500, syncLimit=4, initLimit=10",
            "then restart them one after another"};

    private TimingChecks() {}

    static void run(EnsembleFacts ensemble, Results results) {
        Optional<Visit> visit = ensemble.session().known();
        if (visit.isEmpty()) {
            return;
        }
        Duration granted = visit.get().granted();
        if (granted.compareTo(visit.get().asked()) > 0) {
            results.find(FindingCode.SESSION_STRETCHED, "sessions last " + Amounts.time(granted)
                    + ", though " + Amounts.time(visit.get().asked()) + " are asked for", FIX);
        }
        Duration most = granted.dividedBy(PART);
        List<Server> followers = ensemble.servers().stream()
                .filter(each -> each.contact() == Contact.SERVING)
                .filter(each -> !each.mode().known().equals(Optional.of("standalone"))).toList();
        if (followers.isEmpty()) {
            results.pass("a single server has nobody to lag behind");
            return;
        }
        judge(followers, most, results);
    }

    private static void judge(List<Server> servers, Duration most, Results results) {
        List<Server> high = servers.stream().filter(each -> isHigh(each, most)).toList();
        List<Server> unseen = servers.stream().filter(each -> lag(each).isEmpty())
                .filter(each -> !isHigh(each, most)).toList();
        if (!high.isEmpty()) {
            results.find(FindingCode.SYNC_LIMIT_HIGH, "a server that is cut off may go on for "
                    + high.stream().map(TimingChecks::text).distinct()
                            .collect(Collectors.joining("; "))
                    + "; a third of a session is " + Amounts.time(most) + " ("
                    + EnsembleChecks.names(high) + ")", FIX);
        }
        if (!unseen.isEmpty()) {
            results.find(FindingCode.SYNC_LIMIT_UNSEEN, "syncLimit of "
                    + EnsembleChecks.names(unseen) + " cannot be seen" + known(unseen, most),
                    "in zoo.cfg: 4lw.commands.whitelist=srvr,conf, then restart it",
                    "or look there yourself: syncLimit x tickTime, at most "
                            + most.toMillis() + "ms");
        }
        if (high.isEmpty() && unseen.isEmpty()) {
            results.pass("a server that is cut off gives up after "
                    + servers.stream().map(TimingChecks::text).distinct()
                            .collect(Collectors.joining("; ")));
        }
    }

    /** Where only the tick is known it may be too long for any limit. */
    private static boolean isHigh(Server server, Duration most) {
        return server.timing().known()
                .filter(timing -> lag(timing).orElse(timing.tick()).compareTo(most) > 0)
                .isPresent();
    }

    private static Optional<Duration> lag(Server server) {
        return server.timing().known().flatMap(TimingChecks::lag);
    }

    private static Optional<Duration> lag(Timing timing) {
        return timing.syncLimit().map(limit -> timing.tick().multipliedBy(limit));
    }

    /** {@code 10s (5 ticks of 2s, says its word conf)}. */
    private static String text(Server server) {
        Timing timing = server.timing().known().orElseThrow();
        return lag(timing).map(lag -> Amounts.time(lag) + " (" + timing.syncLimit().get()
                + " ticks of " + Amounts.time(timing.tick()) + ", says " + timing.source() + ")")
                .orElseGet(() -> Amounts.time(timing.tick()) + " or more (a tick, say "
                        + timing.source() + ")");
    }

    private static String known(List<Server> servers, Duration most) {
        Optional<Timing> timing = servers.getFirst().timing().known();
        return timing.map(each -> "; its tick is " + Amounts.time(each.tick())
                + ", so it may be " + most.dividedBy(each.tick()) + " at most").orElse("");
    }
}
