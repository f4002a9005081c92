package orchestrator.reconciler.doctor;

import java.util.Locale;

/** What a check looks at. */
public enum Group {
    MACHINE, ENSEMBLE, CLUSTER;

    /** As in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
