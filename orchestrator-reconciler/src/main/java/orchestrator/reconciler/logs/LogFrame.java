package orchestrator.reconciler.logs;

/** How a line travels: its kind in one character, then its text. */
final class LogFrame {
    static final char LINE = '>';
    /** Says that the agent is still there while a container is silent. */
    static final char BEAT = '.';
    /** The output ended with what the text says. */
    static final char FAILURE = '!';

    private LogFrame() {}

    static String line(String text) {
        return LINE + oneLine(text) + "\n";
    }

    static String beat() {
        return BEAT + "\n";
    }

    static String failure(String text) {
        return FAILURE + oneLine(text) + "\n";
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }
}
