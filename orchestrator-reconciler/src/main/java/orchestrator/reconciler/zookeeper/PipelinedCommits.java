package orchestrator.reconciler.zookeeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import orchestrator.reconciler.store.Ensemble.Answer;
import orchestrator.reconciler.store.NoAnswerException;
import orchestrator.reconciler.store.StoreWrite;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooKeeper;

/**
 * Many transactions in one session, of which a bounded number waits for an answer at a time. The
 * servers do what one session sends in its order, so that their disks are busy with some while the
 * next are on their way.
 */
final class PipelinedCommits {
    /** A few of the largest keep a disk busy; more would only wait in memory. */
    private static final int WINDOW = 8;

    private final Semaphore room = new Semaphore(WINDOW);
    private final List<Heard> heard = new ArrayList<>();
    private volatile boolean unheard;

    /** What a server said; a code of the client's own when it said nothing. */
    private static final class Heard {
        private int code;
        private List<OpResult> results = List.of();
    }

    /**
     * Sends one more, as soon as there is room. The client answers each, also when it is closed. After
     * one without an answer nothing more is sent: each would wait for a connection of its own.
     */
    void send(ZooKeeper zooKeeper, List<Op> operations) throws InterruptedException {
        room.acquire();
        Heard answer = new Heard();
        heard.add(answer);
        if (unheard) {
            answer.code = KeeperException.Code.CONNECTIONLOSS.intValue();
            room.release();
            return;
        }
        zooKeeper.multi(operations, (code, _, _, results) -> {
            answer.code = code;
            answer.results = results == null ? List.of() : results;
            try {
                unheard |= refusal(code).filter(ZooKeeperCall::isWithoutAnswer).isPresent();
            } finally {
                // Whatever the code: who waits for room would wait for ever.
                room.release();
            }
        }, null);
    }

    private static Optional<KeeperException> refusal(int code) {
        KeeperException.Code known = KeeperException.Code.get(code);
        return known == KeeperException.Code.OK
                ? Optional.empty()
                : Optional.of(KeeperException.create(known));
    }

    /** What became of each of {@code transactions}, which are all that were sent, in their order. */
    List<Answer> answers(List<List<StoreWrite>> transactions) throws InterruptedException {
        room.acquire(WINDOW);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < transactions.size(); i++) {
            answers.add(answer(transactions.get(i), heard.get(i)));
        }
        return answers;
    }

    private static Answer answer(List<StoreWrite> writes, Heard heard) {
        Optional<KeeperException> found = refusal(heard.code);
        if (found.isEmpty()) {
            return new Answer.Made();
        }
        KeeperException refusal = found.get();
        return ZooKeeperCall.isWithoutAnswer(refusal)
                ? new Answer.None(new NoAnswerException("no answer to: write "
                        + writes.getFirst().path(), refusal))
                : new Answer.Refused(
                        CuratorEnsemble.conflict(writes, refusal, heard.results));
    }
}
