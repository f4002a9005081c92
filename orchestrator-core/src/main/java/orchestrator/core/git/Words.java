package orchestrator.core.git;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.git.Standing.Said;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredProject;

/** The revisions that come of git's word. */
final class Words {
    /** How {@link Revision#from} begins in a revision that git made. */
    static final String FROM = "git ";
    private static final String GIT = "git";

    private final GitScene scene;

    Words(GitScene scene) {
        this.scene = scene;
    }

    /** What a commit says. */
    Revision of(CommitMark commit, Look.Good good) {
        return new Revision(scene.source().project(), number(), author(commit), scene.now(),
                from(commit), commit.subject(), good.file(), good.text(), good.files(), false,
                restarts());
    }

    /** That a commit has no such file any more. */
    Revision gone(CommitMark commit) {
        return new Revision(scene.source().project(), number(), author(commit), scene.now(),
                from(commit), commit.subject(), scene.source().path(), "", new TreeMap<>(), true,
                restarts());
    }

    /** An earlier word once more, in place of what somebody else made of the project. */
    Revision again(CommitMark commit, Said word, String change) {
        Revision said = word.revision();
        return new Revision(scene.source().project(), number(), GIT, scene.now(), from(commit),
                change, said.file(), said.text(), said.files(), said.deletes(), restarts());
    }

    /** The same project with nothing to run. */
    static DesiredProject nothing(DesiredProject project) {
        return new DesiredProject(project.name(), project.revision(), List.of(), List.of(),
                List.of());
    }

    private int number() {
        return scene.standing().number() + 1;
    }

    private SortedMap<String, Integer> restarts() {
        return scene.standing().current().map(Said::revision).map(Revision::restarts)
                .orElseGet(TreeMap::new);
    }

    private static String from(CommitMark commit) {
        return FROM + commit.id().brief();
    }

    private static String author(CommitMark commit) {
        return Optional.of(commit.author()).filter(name -> !name.isBlank()).orElse(GIT);
    }
}
