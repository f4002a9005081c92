package orchestrator.reconciler.jgit;

import java.io.File;
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.ProcessResult;

/**
 * Files without programs: no hook is found, no git program is looked for, no shell is started. The
 * configuration of a repository can be replaced by a file of ours.
 */
final class QuietFiles extends FS_POSIX {
    private final Optional<File> config;

    QuietFiles(Optional<File> config) {
        this.config = config;
    }

    @Override
    public FS newInstance() {
        return new QuietFiles(config);
    }

    /** Every way to a repository's configuration goes by this one. */
    @Override
    public File resolve(File folder, String name) {
        return config.filter(_ -> name.equals("config")).orElseGet(() -> super.resolve(folder,
                name));
    }

    @Override
    protected File discoverGitExe() {
        return null;
    }

    @Override
    public File getGitSystemConfig() {
        return null;
    }

    @Override
    public File findHook(Repository repository, String name) {
        return null;
    }

    @Override
    public ProcessResult runHookIfPresent(Repository repository, String name, String[] arguments,
            OutputStream out, OutputStream errors, String input) {
        return new ProcessResult(ProcessResult.Status.NOT_PRESENT);
    }

    @Override
    public ProcessBuilder runInShell(String command, String[] arguments) {
        throw new IllegalStateException("no program is started here: " + command);
    }
}
