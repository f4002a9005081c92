package orchestrator.core.git;

import java.util.Optional;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.Revision;

/**
 * Whether a project is what its branch says, in a word.
 *
 * @param matches true when the current revision says what the last commit seen does
 * @param commit  the last commit seen, empty before the first look
 * @param text    {@code matches git main@1a2b3c4}, or what differs; lower case
 */
public record GitMatch(boolean matches, Optional<CommitMark> commit, String text) {

    /**
     * How it stands.
     *
     * @param state   empty while the leader has not looked
     * @param current revision of the project, empty while there is none
     * @param applied the revision that {@link GitState#applied} names, as far as it is kept
     */
    public static GitMatch of(GitSource source, Optional<GitState> state,
            Optional<Revision> current, Optional<Revision> applied) {
        Optional<GitState> known = state.filter(each -> each.source().equals(source.id()));
        Optional<CommitMark> seen = known.flatMap(GitState::seen).map(GitState.Seen::commit);
        String branch = "git " + source.branch();
        if (known.isEmpty() || seen.isEmpty()) {
            return new GitMatch(false, seen, known.flatMap(GitState::hold)
                    .map(hold -> "not what " + branch + " says: " + hold.text())
                    .orElse("follows " + branch + ", which was not looked at yet"));
        }
        String place = branch + "@" + seen.get().id().brief();
        boolean isApplied = known.get().applied().map(GitState.Applied::commit)
                .map(CommitMark::id).equals(seen.map(CommitMark::id));
        if (isApplied && isSame(current, applied)) {
            return new GitMatch(true, seen, "matches " + place);
        }
        return new GitMatch(false, seen, known.get().hold()
                .map(hold -> "not what " + place + " says: " + hold.text())
                .orElseGet(() -> isApplied
                        ? "not what " + place + " says" + changed(current)
                        : place + " is being looked at"));
    }

    /** The same words, whoever brought them. */
    private static boolean isSame(Optional<Revision> current, Optional<Revision> applied) {
        return current.isPresent() && applied.isPresent()
                && current.get().deletes() == applied.get().deletes()
                && current.get().text().equals(applied.get().text())
                && current.get().files().equals(applied.get().files());
    }

    private static String changed(Optional<Revision> current) {
        return current.map(by -> ": revision " + by.number() + " of " + by.who() + " is")
                .map(text -> text + " another one").orElse("");
    }
}
