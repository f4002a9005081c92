package orchestrator.core.model;

/** What may be called what: the one rule for names a person chooses. */
public sealed interface Name permits ProjectName, ServiceName, StackName, NodeName, SecretName {
    /** Longest name, in characters. */
    int MAX_LENGTH = 40;

    String value();

    /** Lower-case letters, digits and inner dashes, 1 to 40 characters, starting with a letter. */
    static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.endsWith("-")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            boolean inner = c >= '0' && c <= '9' || c == '-';
            if (!letter && !(i > 0 && inner)) {
                return false;
            }
        }
        return true;
    }

    /** True for {@code lamp-3}: such a name would read as an address of a copy. */
    static boolean endsInNumber(String text) {
        int last = text.length() - 1;
        int at = last;
        while (at > 0 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at--;
        }
        return at > 0 && at < last && text.charAt(at) == '-';
    }

    /**
     * Returns {@code text} when it is a valid name.
     *
     * @throws IllegalArgumentException naming {@code kind} when it is not
     */
    static String checked(String kind, String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a " + kind + " name: \"" + text + "\"");
        }
        return text;
    }
}
