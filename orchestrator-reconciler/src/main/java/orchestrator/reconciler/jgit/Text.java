package orchestrator.reconciler.jgit;

/** Foreign text, made fit to stand in a sentence. */
final class Text {
    private Text() {}

    static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "...";
    }

    /** One line without anything that a terminal would obey. */
    static String shown(String text) {
        String line = text.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
        return shortened(line, 200);
    }
}
