package orchestrator.reconciler.simulation.exhaustive;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.Fates.OfCommit;
import orchestrator.reconciler.simulation.Fates.OfEngineCall;
import orchestrator.reconciler.simulation.git.SimulatedRepository.Trouble;

/** What is done at one call. */
enum Harm {
    KILLED_BEFORE,
    KILLED_AFTER,
    REQUEST_LOST,
    REFUSED_UNHEARD,
    REPLY_LOST,
    IN_FLIGHT,
    FAILED_BEFORE,
    FAILED_AFTER,
    HUNG_BEFORE,
    HUNG_THEN_DONE,
    NEVER_HEARD,
    GIT_GONE,
    GIT_HANGS,
    /** The caller loses its connection and comes to a server that lags. */
    MOVED,
    /** The caller is killed after the call, and its next life begins at a server that lags. */
    BORN;

    /** How long nothing happens when all is over. */
    static final Duration QUIET = Duration.ofSeconds(10);
    /** Longer than until somebody looks again without a hint. */
    private static final Duration UNTIL_FOUND = Duration.ofSeconds(17);
    /** Longer than until a call that hangs is given up, and is made again. */
    private static final Duration UNTIL_GIVEN_UP = Duration.ofSeconds(75);

    /** Calls that only ask an engine: before and after are one and the same for them. */
    private static final List<String> ASKING = List.of("facts", "list", "look for", "output of",
            "follow");

    /** All that can be done at that call. A person's command is not killed: it is given again. */
    static List<Harm> at(Call call) {
        boolean person = call.process().toString().equals("laptop");
        return switch (call.kind()) {
            case COMMIT -> Stream.of(KILLED_BEFORE, KILLED_AFTER, REQUEST_LOST, REFUSED_UNHEARD,
                    REPLY_LOST, IN_FLIGHT, MOVED, BORN).filter(harm -> !person || !harm.kills())
                    .toList();
            case ENGINE -> ASKING.stream().anyMatch(call.what()::startsWith)
                    ? List.of(KILLED_BEFORE, FAILED_BEFORE, HUNG_BEFORE, MOVED)
                    : List.of(KILLED_BEFORE, KILLED_AFTER, FAILED_BEFORE, FAILED_AFTER,
                            HUNG_BEFORE, HUNG_THEN_DONE, MOVED, BORN);
            case STORE_HINT, ENGINE_HINT -> List.of(NEVER_HEARD, MOVED);
            case GIT -> List.of(KILLED_BEFORE, KILLED_AFTER, GIT_GONE, GIT_HANGS, MOVED, BORN);
        };
    }

    boolean kills() {
        return this == KILLED_BEFORE || this == KILLED_AFTER || this == BORN;
    }

    boolean isOfAServerThatLags() {
        return this == MOVED || this == BORN;
    }

    /** How long nothing has to have happened for all of it to be over. */
    Duration quiet() {
        return switch (this) {
            case NEVER_HEARD -> UNTIL_FOUND;
            case HUNG_BEFORE, HUNG_THEN_DONE, GIT_HANGS -> UNTIL_GIVEN_UP;
            default -> QUIET;
        };
    }

    boolean isOfTheEngine() {
        return ofEngineCall() != OfEngineCall.ANSWERED;
    }

    OfCommit ofCommit() {
        return switch (this) {
            case REQUEST_LOST -> OfCommit.REQUEST_LOST;
            case REFUSED_UNHEARD -> OfCommit.REFUSED_UNHEARD;
            case REPLY_LOST -> OfCommit.REPLY_LOST;
            case IN_FLIGHT -> OfCommit.IN_FLIGHT;
            default -> OfCommit.ANSWERED;
        };
    }

    Trouble ofGit() {
        return switch (this) {
            case GIT_GONE -> Trouble.UNREACHABLE;
            case GIT_HANGS -> Trouble.HANGS;
            default -> Trouble.NONE;
        };
    }

    OfEngineCall ofEngineCall() {
        return switch (this) {
            case FAILED_BEFORE -> OfEngineCall.FAILED_BEFORE;
            case FAILED_AFTER -> OfEngineCall.FAILED_AFTER;
            case HUNG_BEFORE -> OfEngineCall.HUNG_BEFORE;
            case HUNG_THEN_DONE -> OfEngineCall.HUNG_THEN_DONE;
            default -> OfEngineCall.ANSWERED;
        };
    }
}
