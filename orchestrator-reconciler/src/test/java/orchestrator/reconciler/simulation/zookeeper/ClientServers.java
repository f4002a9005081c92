package orchestrator.reconciler.simulation.zookeeper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.simulation.zookeeper.SimulatedEnsemble.Outcome;
import orchestrator.reconciler.store.Ensemble;
import orchestrator.reconciler.store.Newest;
import orchestrator.reconciler.store.NoAnswerException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;

/** The servers as one client asks them, once; every commit has the fate that was drawn for it. */
final class ClientServers implements Ensemble {
    private static final int SHORTEST_MICROS = 100;
    private static final int LONGEST_MICROS = 900;
    private static final int LATEST_MILLIS = 1_500;
    /** How long one attempt waits for a connection. */
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** After which a client that hears nothing leaves its server. */
    private static final Duration SILENCE = SimulatedClusterStore.SESSION.dividedBy(3)
            .multipliedBy(2);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final SimulatedClusterStore client;
    private final SimulatedTimeline timeline;

    ClientServers(SimulatedClusterStore client, SimulatedTimeline timeline) {
        this.client = client;
        this.timeline = timeline;
    }

    @Override
    public long session() throws NoAnswerException {
        connected();
        return client.link().handle();
    }

    @Override
    public Optional<StoredRecord> read(String path) throws NoAnswerException {
        Connection on = asked();
        if (!client.ensemble().mayRead(path, client.process().toString())) {
            throw new StoreUnavailableException("the ensemble refuses to read " + path);
        }
        Optional<StoredRecord> found = on.replica().tree().read(path);
        answered(on, path);
        return found;
    }

    /** The last transaction the server has applied. */
    Newest newest() throws NoAnswerException {
        Connection on = asked();
        long zxid = on.replica().tree().zxid();
        answered(on);
        return client.link().newest(zxid);
    }

    List<Long> stampsBelow(List<String> paths) throws NoAnswerException {
        Connection on = asked();
        List<Long> stamps = on.replica().tree().stampsBelow(paths);
        answered(on);
        return stamps;
    }

    List<String> children(String path) throws NoAnswerException {
        Connection on = asked();
        List<String> names = on.replica().tree().children(path);
        if (Messages.bytesOfNames(names) > SimulatedEnsemble.LONGEST_MESSAGE) {
            throw broken(on, "an answer is too long to be read");
        }
        answered(on, path);
        return names;
    }

    int countBelow(String path) throws NoAnswerException {
        Connection on = asked();
        int count = on.replica().tree().find(path).map(each -> each.names.size()).orElse(0);
        answered(on, path);
        return count;
    }

    @Override
    public void send(List<StoreWrite> writes) throws NoAnswerException {
        Connection on = connected();
        Call call = timeline.nextCall(client.process(), Call.Kind.COMMIT, Messages.nameOf(writes));
        Fates fates = timeline.fates();
        travel(on, drawn().plus(fates.delay(call)));
        Fates.OfCommit fate = client.fate(fates.commit(call, writes), writes);
        goOn();
        Optional<Outcome> outcome = on.isOpen() ? meet(fate, on, writes) : Optional.empty();
        fates.done(call);
        goOn();
        if (outcome.isEmpty()) {
            throw broken(on, "the connection was lost");
        }
        answered(on);
        if (outcome.get() instanceof Outcome.Refused(Refusal refusal, int _)) {
            throw Conflicts.of(refusal, writes);
        }
    }

    /**
     * One after the other as far as they are answered. Those after one that is not were on their way
     * as well: some of them arrive after it, in their order, and nobody hears of that either.
     */
    @Override
    public List<Answer> sendAll(List<List<StoreWrite>> transactions) {
        List<Answer> answers = new ArrayList<>();
        Optional<Connection> on = client.link().connection();
        for (List<StoreWrite> writes : transactions) {
            if (!answers.isEmpty() && answers.getLast() instanceof Answer.None none) {
                int delay = LATEST_MILLIS + answers.size();
                boolean arrives = timeline.random().nextBoolean();
                on.filter(_ -> arrives).ifPresent(sent -> timeline.after(Duration.ofMillis(delay),
                        () -> client.ensemble().sendLate(sent, writes)));
                answers.add(none);
            } else {
                on = client.link().connection();
                answers.addAll(Ensemble.super.sendAll(List.of(writes)));
            }
        }
        return answers;
    }

    /** What the client hears of it: nothing, unless the fate is kind and the servers answer. */
    private Optional<Outcome> meet(Fates.OfCommit fate, Connection on, List<StoreWrite> writes) {
        switch (fate) {
            case ANSWERED -> {
                return heard(on, client.ensemble().send(on, writes));
            }
            case REQUEST_LOST -> {
            }
            case REFUSED_UNHEARD -> {
                if (meddle(writes)) {
                    makeUnheard(on, writes);
                }
            }
            case REPLY_LOST -> makeUnheard(on, writes);
            case IN_FLIGHT -> timeline.after(
                    Duration.ofMillis(1 + timeline.random().nextInt(LATEST_MILLIS)),
                    () -> client.ensemble().sendLate(on, List.copyOf(writes)));
        }
        return Optional.empty();
    }

    /** Neither the answer nor what a watch tells of it comes through. */
    private void makeUnheard(Connection on, List<StoreWrite> writes) {
        if (on.isLive()) {
            client.link().lost(on);
            client.ensemble().sendLate(on, writes);
        }
    }

    private Optional<Outcome> heard(Connection on, Outcome outcome) {
        boolean answered = !(outcome instanceof Outcome.Unanswered)
                && await(() -> on.isCaughtUp() || !on.isOpen(), SILENCE) && on.answers();
        if (!answered && on.isOpen()) {
            await(() -> !on.isOpen(), SILENCE);
        }
        return answered ? Optional.of(outcome) : Optional.empty();
    }

    /** Somebody else writes one of the records first, as it is; false when there is none. */
    private boolean meddle(List<StoreWrite> writes) {
        for (StoreWrite write : writes) {
            Optional<Znode> stands = client.ensemble().tree().find(write.path());
            if (!(write instanceof StoreWrite.Check) && stands.isPresent()) {
                Znode now = stands.get();
                client.ensemble().commit(0, Committed.RIVAL, new ArrayList<>(List.of(
                        new StoreWrite.Update(write.path(), now.data, now.version))));
                return true;
            }
        }
        return false;
    }

    /** A connection on which a read is answered now, after all that was sent before. */
    private Connection asked() throws NoAnswerException {
        Connection on = connected();
        travel(on, Duration.ZERO);
        boolean ready = await(() -> on.answers() && on.isCaughtUp() || !on.isOpen(), SILENCE);
        if (!ready || !on.isOpen()) {
            throw broken(on, "the connection was lost");
        }
        return on;
    }

    private void answered(Connection on, String path) throws NoAnswerException {
        client.ensemble().read(client.process(), path, on.replica());
        answered(on);
    }

    private void answered(Connection on) throws NoAnswerException {
        long now = client.ensemble().nanos();
        pass(Duration.ofNanos(on.reply(now, timeline.isWithin() ? drawn().toNanos() : 0) - now));
        if (client.link().connection().filter(on::equals).isEmpty()) {
            throw new NoAnswerException("the connection was lost");
        }
        client.link().sees(on.replica().tree().zxid());
        client.link().hears(on);
    }

    private NoAnswerException broken(Connection on, String why) {
        client.link().lost(on);
        return new NoAnswerException(why);
    }

    private Connection connected() throws NoAnswerException {
        await(() -> client.link().connection().isPresent(), CONNECT);
        return client.link().connection().orElseThrow(
                () -> new NoAnswerException("there is no connection"));
    }

    private void travel(Connection on, Duration latency) {
        long now = client.ensemble().nanos();
        pass(Duration.ofNanos(on.arrival(now, timeline.isWithin() ? latency.toNanos() : 0) - now));
    }

    private void pass(Duration duration) {
        if (duration.isPositive() && timeline.isWithin()) {
            timeline.pause(duration);
        }
        goOn();
    }

    /** Lets time pass until the condition holds; false when it does not within {@code bound}. */
    private boolean await(BooleanSupplier condition, Duration bound) {
        Duration waited = Duration.ZERO;
        Duration step = LOOK;
        while (!condition.getAsBoolean()) {
            if (!timeline.isWithin() || waited.compareTo(bound) >= 0) {
                return false;
            }
            pass(step);
            waited = waited.plus(step);
            step = step.multipliedBy(2).compareTo(LOOK.multipliedBy(10)) < 0
                    ? step.multipliedBy(2)
                    : LOOK.multipliedBy(10);
        }
        return true;
    }

    private void goOn() {
        client.process().goOnOnlyAlive();
        if (!client.process().isAlive()) {
            throw new StoreUnavailableException("the process has ended");
        }
    }

    private Duration drawn() {
        return Duration.ofNanos(1_000L * (SHORTEST_MICROS
                + timeline.random().nextInt(LONGEST_MICROS - SHORTEST_MICROS)));
    }
}
