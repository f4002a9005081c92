package orchestrator.cli.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What some instances come to, counted in one look at each: there may be a million, in a process that
 * ends before its code is made good.
 */
final class Tally {
    private final List<InstanceView> unready = new ArrayList<>();
    private final List<InstanceView> held = new ArrayList<>();
    private int wanted;
    private int serving;
    private int settled;
    private Optional<Instant> lastSince = Optional.empty();

    /** Of these, in their order. */
    static Tally of(List<InstanceView> instances) {
        Tally tally = new Tally();
        for (InstanceView each : instances) {
            tally.count(each);
        }
        return tally;
    }

    /** Of all that these are of, in their order. */
    static Tally sum(List<Tally> parts) {
        Tally tally = new Tally();
        for (Tally part : parts) {
            tally.wanted += part.wanted;
            tally.serving += part.serving;
            tally.settled += part.settled;
            tally.unready.addAll(part.unready);
            tally.held.addAll(part.held);
            tally.last(part.lastSince);
        }
        return tally;
    }

    private void count(InstanceView each) {
        boolean ready = each.isReady();
        if (each.wanted()) {
            wanted++;
            serving += each.serves() ? 1 : 0;
            settled += ready ? 1 : 0;
        }
        if (!ready) {
            unready.add(each);
        } else if (each.held().isPresent()) {
            held.add(each);
        }
        last(each.since());
    }

    private void last(Optional<Instant> since) {
        if (since.isPresent()
                && (lastSince.isEmpty() || since.get().isAfter(lastSince.get()))) {
            lastSince = since;
        }
    }

    /** How many are not on their way out. */
    int wanted() {
        return wanted;
    }

    /** How many of these serve, if only by the one they take the place of. */
    int serving() {
        return serving;
    }

    /** How many of these are ready themselves. */
    int settled() {
        return settled;
    }

    /** When the last one became what it is, as far as that is known. */
    Optional<Instant> lastSince() {
        return lastSince;
    }

    /** Those that are not ready; mostly few, so that all else is asked of these only. */
    List<InstanceView> unready() {
        return Collections.unmodifiableList(unready);
    }

    /** Those that serve as they are, and are to change or to leave once the leader may. */
    List<InstanceView> held() {
        return Collections.unmodifiableList(held);
    }
}
