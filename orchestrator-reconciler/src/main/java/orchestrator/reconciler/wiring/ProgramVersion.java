package orchestrator.reconciler.wiring;

import java.util.Optional;

/** Which version of this program runs, as its jar says. */
final class ProgramVersion {
    private ProgramVersion() {}

    static String get() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
