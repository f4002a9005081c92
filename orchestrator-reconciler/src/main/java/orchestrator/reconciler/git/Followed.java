package orchestrator.reconciler.git;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orchestrator.core.git.Look;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.ProjectName;
import orchestrator.core.state.Backoff;
import orchestrator.reconciler.store.ClusterRecords;

/**
 * What one leader remembers of one connection: nothing but what it can find out again. Only used in
 * turn.
 */
final class Followed {
    /** From the beginning of one look to the next, however many orders there are. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    /** A poll comes up to so much of its interval later than the interval says. */
    private static final int JITTER_PART = 8;

    private final ProjectName project;
    private final StandingReader standings;
    private final Telling telling = new Telling();
    private Optional<GitSource> source = Optional.empty();
    private Optional<Look> look = Optional.empty();
    private Optional<Object> underWay = Optional.empty();
    private Backoff backoff = Backoff.NONE;
    private Instant begun = Instant.EPOCH;
    private Instant nextPoll = Instant.EPOCH;
    private int asked;
    private int ordered;
    private boolean changed = true;

    Followed(ProjectName project, ClusterRecords records) {
        this.project = project;
        this.standings = new StandingReader(records, project);
    }

    ProjectName project() {
        return project;
    }

    StandingReader standings() {
        return standings;
    }

    Telling telling() {
        return telling;
    }

    Optional<Look> look() {
        return look;
    }

    /** Something in its records may be other than it was when they were last read. */
    void change() {
        changed = true;
    }

    /** True once for every {@link #change}. */
    boolean takeChange() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /**
     * Takes the connection as it is now. What was seen of another one is forgotten, and an answer
     * that is still to come is for nobody; a pause changes nothing of that.
     *
     * @return the id of the connection that is over, if there was another one
     */
    Optional<String> take(GitSource now) {
        Optional<GitSource> before = source;
        source = Optional.of(now);
        boolean same = before.map(old -> old.with(now.pause())).filter(now::equals).isPresent();
        if (same) {
            return Optional.empty();
        }
        look = Optional.empty();
        underWay = Optional.empty();
        backoff = Backoff.NONE;
        asked = 0;
        ordered = 0;
        nextPoll = Instant.EPOCH;
        return before.map(GitSource::id).filter(old -> !old.equals(now.id()));
    }

    Optional<GitSource> source() {
        return source;
    }

    /** The number of the last order that is known. */
    void order(int number) {
        ordered = Math.max(ordered, number);
    }

    /** True when it is time to ask the repository and nobody asks yet. */
    boolean isDue(Instant now) {
        return pause(now).filter(pause -> !pause.isPositive()).isPresent();
    }

    /** How long until it is time to ask; empty while somebody does, or nobody has to. */
    Optional<Duration> pause(Instant now) {
        if (source.isEmpty() || underWay.isPresent()) {
            return Optional.empty();
        }
        Instant earliest = begun.plus(SHORTEST_PAUSE);
        Instant due = ordered > asked || nextPoll.isBefore(earliest) ? earliest : nextPoll;
        return Optional.of(Duration.between(now, due));
    }

    /** The repository is asked from now on; whoever answers shows the ticket. */
    Object begin(Instant now, int answers) {
        Object ticket = new Object();
        underWay = Optional.of(ticket);
        begun = now;
        asked = Math.max(asked, answers);
        return ticket;
    }

    /** Takes an answer, unless it is to a question that nobody asks any more. */
    void answer(Object ticket, Look found, Instant now) {
        if (underWay.filter(ticket::equals).isEmpty()) {
            return;
        }
        underWay = Optional.empty();
        look = Optional.of(found);
        changed = true;
        Duration interval = source.orElseThrow().interval();
        Instant usual = now.plus(interval).plus(jitter(interval, now));
        backoff = found.finding() instanceof Look.Head ? Backoff.NONE : backoff.afterFailure(now);
        nextPoll = switch (found.finding()) {
            case Look.Head _ -> usual;
            case Look.Unreachable _ -> backoff.nextAt();
            case Look.Refused _ -> backoff.nextAt().isAfter(usual) ? backoff.nextAt() : usual;
        };
    }

    /** The head was held against what is not the applied commit any more: it is asked again. */
    void askAgain() {
        look = Optional.empty();
        nextPoll = Instant.EPOCH;
    }

    /** What kept it from being read may be over: it is not waited for any longer. */
    void askSoon() {
        if (look.filter(last -> !(last.finding() instanceof Look.Head)).isPresent()) {
            backoff = Backoff.NONE;
            nextPoll = Instant.EPOCH;
        }
    }

    /** So that many connections do not ask one server at the same moment for ever. */
    private static Duration jitter(Duration interval, Instant now) {
        return interval.dividedBy(JITTER_PART * 1000L)
                .multipliedBy(now.getNano() / 1000 % 1000);
    }
}
