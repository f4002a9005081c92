package orchestrator.reconciler.jgit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PackParser;
import org.eclipse.jgit.util.NB;

/** A bare repository of ours into which nothing comes unbounded or unchecked. */
final class CacheRepository extends FileRepository {
    private static final int HEADER = 12;

    private final Bounds bounds;

    CacheRepository(File folder, Bounds bounds) throws IOException {
        super(new FileRepositoryBuilder().setFS(new QuietFiles(Optional.empty()))
                .setGitDir(folder).setBare().setup());
        this.bounds = bounds;
    }

    /** Checks objects as {@code git fsck} does, but for what only old programs got wrong. */
    ObjectChecker checker() {
        ObjectChecker checker = new ObjectChecker() {
            @Override
            public void check(AnyObjectId id, int type, byte[] raw)
                    throws CorruptObjectException {
                bounds.unpacked(raw.length);
                super.check(id, type, raw);
            }
        };
        return checker.setAllowInvalidPersonIdent(true).setAllowLeadingZeroFileMode(true);
    }

    @Override
    public ObjectInserter newObjectInserter() {
        ObjectInserter actual = super.newObjectInserter();
        return new ObjectInserter.Filter() {
            @Override
            protected ObjectInserter delegate() {
                return actual;
            }

            @Override
            public PackParser newPackParser(InputStream from) throws IOException {
                PackParser parser = actual.newPackParser(withFewObjects(from));
                parser.setMaxObjectSizeLimit(bounds.limits().object());
                return parser;
            }
        };
    }

    /** The parser makes room for as many objects as the header claims, so it is asked first. */
    private InputStream withFewObjects(InputStream from) throws IOException {
        PushbackInputStream stream = new PushbackInputStream(from, HEADER);
        byte[] header = stream.readNBytes(HEADER);
        if (header.length == HEADER
                && NB.decodeUInt32(header, 8) > bounds.limits().objects()) {
            throw Bounds.refused("the repository has more than " + bounds.limits().objects()
                    + " files and folders");
        }
        stream.unread(header);
        return stream;
    }
}
