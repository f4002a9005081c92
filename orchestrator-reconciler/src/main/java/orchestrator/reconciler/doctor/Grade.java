package orchestrator.reconciler.doctor;

import java.util.Locale;

/** How bad a finding is. */
public enum Grade {
    /** Something does not work, or will not when it is needed. */
    WRONG,
    /** It works; a person should know, or can make it better. */
    NOTE,
    /** It could not be found out: neither good nor bad. */
    UNSEEN;

    /** As on the screen and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
