package orchestrator.reconciler.docker;

import java.util.Optional;

/**
 * The last answer to a question, which stands while there is no news. It is not believed for ever:
 * news may be lost.
 */
final class Remembered<T> {
    /** What no event told is found within 15 s: with the fourth look, of which one comes in 3 s. */
    private static final int BELIEVED_IN_A_ROW = 3;

    private Optional<T> answer = Optional.empty();
    private long asOf;
    private int believed;

    /** The answer, if it may still be given at that number of the {@link EngineNews}. */
    Optional<T> at(long number) {
        if (answer.isEmpty() || number != asOf || believed == BELIEVED_IN_A_ROW) {
            return Optional.empty();
        }
        believed++;
        return answer;
    }

    /** What the engine said when it was asked at that number. */
    void learnt(long number, T said) {
        answer = Optional.of(said);
        asOf = number;
        believed = 0;
    }
}
