package orchestrator.reconciler.jgit;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * The machine as JGit sees it: without environment and without configuration of the system or of a
 * user, so that none of them can add headers, proxies, programs or cookies. JGit has one for the
 * whole process, which is why it is put in place once.
 */
final class QuietSystem extends SystemReader.Delegate {
    private static final int LARGE = 8 * 1024 * 1024;

    private QuietSystem(SystemReader actual) {
        super(actual);
    }

    static synchronized void install() {
        if (SystemReader.getInstance() instanceof QuietSystem) {
            return;
        }
        SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
        WindowCacheConfig windows = new WindowCacheConfig();
        windows.setStreamFileThreshold(LARGE);
        windows.setExposeStatsViaJmx(false);
        windows.install();
    }

    @Override
    public String getenv(String variable) {
        return null;
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS files) {
        return new Empty(files);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS files) {
        return new Empty(files);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS files) {
        return new Empty(files);
    }

    private static final class Empty extends FileBasedConfig {
        Empty(FS files) {
            super(null, files);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
