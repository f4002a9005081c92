package orchestrator.reconciler.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several commits that are sent without waiting for one another, and the repetitions of those that
 * were not answered: one by one and in their order, each as {@link CommitOnce} does it. It ends when
 * it is known of each whether it was made, also when one before it was refused: what is not answered
 * may still be on its way.
 */
public final class CommitsInOrder implements Patience.Question<Boolean> {
    private final Ensemble ensemble;
    private final List<List<StoreWrite>> commits;
    private final List<CommitOnce> unheard = new ArrayList<>();
    private Optional<StoreConflictException> refused = Optional.empty();
    private boolean isSent;

    public CommitsInOrder(Ensemble ensemble, List<List<StoreWrite>> commits) {
        this.ensemble = ensemble;
        this.commits = commits;
    }

    /**
     * Goes on with what is not known; true when all are made.
     *
     * @throws StoreConflictException    of the first that was refused
     * @throws StoreUnavailableException when of one nobody can tell whether it was made
     */
    @Override
    public Boolean ask() throws NoAnswerException {
        if (!isSent) {
            isSent = true;
            send();
        }
        while (!unheard.isEmpty()) {
            repeat(unheard.getFirst());
            unheard.removeFirst();
        }
        if (refused.isPresent()) {
            throw refused.get();
        }
        return true;
    }

    private void send() {
        List<Ensemble.Answer> answers = ensemble.sendAll(commits);
        for (int i = 0; i < answers.size(); i++) {
            switch (answers.get(i)) {
                case Ensemble.Answer.Made() -> {
                }
                case Ensemble.Answer.Refused(StoreConflictException why) -> refused(why);
                case Ensemble.Answer.None(NoAnswerException _) -> {
                    CommitOnce again = new CommitOnce(ensemble, commits.get(i));
                    again.sentUnheard();
                    unheard.add(again);
                }
            }
        }
    }

    private void repeat(CommitOnce commit) throws NoAnswerException {
        try {
            commit.ask();
        } catch (StoreConflictException e) {
            refused(e);
        }
    }

    private void refused(StoreConflictException why) {
        refused = refused.or(() -> Optional.of(why));
    }
}
