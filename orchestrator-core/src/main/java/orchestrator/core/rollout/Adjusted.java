package orchestrator.core.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Check;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.SpecHash;
import orchestrator.core.rollout.Sight.Seen;

/**
 * Services whose running containers are given something new: another check, other files. Nothing
 * begins that could become stable, so what is new has to prove itself in the time in which its check
 * would fail.
 *
 * @param wanted what they are to be given
 * @param proven when that time is over
 */
record Adjusted(SortedMap<ServiceName, SpecHash> wanted, Instant proven) {
    static Adjusted of(Rollout rollout, Changes changes) {
        SortedMap<ServiceName, SpecHash> wanted = new TreeMap<>();
        Duration longest = Duration.ZERO;
        for (ServiceSpec service : rollout.current().services()) {
            Optional<ContainerSpec> before = rollout.good()
                    .flatMap(good -> good.service(service.name())).map(ServiceSpec::container);
            ContainerSpec now = service.container();
            if (changes.isChanged(service.name()) || before.isEmpty()
                    || isSame(before.get(), now)) {
                continue;
            }
            wanted.put(service.name(), SpecHash.of(now));
            Duration time = now.check().map(Adjusted::timeToFail).orElse(Duration.ZERO);
            longest = longest.compareTo(time) < 0 ? time : longest;
        }
        return new Adjusted(wanted, rollout.since().plus(longest));
    }

    private static boolean isSame(ContainerSpec before, ContainerSpec now) {
        return before.check().equals(now.check()) && before.files().equals(now.files());
    }

    private static Duration timeToFail(Check check) {
        return check.every().multipliedBy(check.tries()).plus(check.timeout());
    }

    boolean concerns(ServiceName service) {
        return wanted.containsKey(service);
    }

    /** True when the incarnation has been told what is new for it. */
    boolean isGivenTo(AssignedInstance assigned) {
        return assigned.spec().equals(wanted.get(assigned.id().service()));
    }

    /** True when nothing new is left to prove itself; that it has, each row says. */
    boolean isProven(Instant now) {
        return wanted.isEmpty() || !now.isBefore(proven);
    }

    /** True when what is new has been given, has had its time, and does not do. */
    boolean isFailedBy(Seen seen, Instant now) {
        return isProven(now) && isGivenTo(seen.assigned())
                && seen.row().filter(Adjusted::isFailed).isPresent();
    }

    static boolean isFailed(InstanceStatus row) {
        ReasonCode code = row.reason().code();
        return code == ReasonCode.RELOAD_FAILED || code == ReasonCode.TEMPLATE_FAILED
                || code == ReasonCode.CHECK_FAILED && row.phase() != Phase.READY
                        && row.phase() != Phase.STOPPING;
    }
}
