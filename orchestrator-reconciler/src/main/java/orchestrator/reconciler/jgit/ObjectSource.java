package orchestrator.reconciler.jgit;

import java.io.IOException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Objects by their names. What is read is hashed again: a signature vouches for names, so nothing
 * may come under a name that is not its own, whatever happened to the disk.
 */
final class ObjectSource implements AutoCloseable {
    private final ObjectReader reader;

    ObjectSource(CacheRepository repository) {
        reader = repository.newObjectReader();
    }

    byte[] commit(AnyObjectId id) throws IOException {
        return read(id, Constants.OBJ_COMMIT, Limits.TREE);
    }

    byte[] tree(AnyObjectId id) throws IOException {
        return read(id, Constants.OBJ_TREE, Limits.TREE);
    }

    byte[] file(AnyObjectId id) throws IOException {
        return read(id, Constants.OBJ_BLOB, Limits.FILE);
    }

    long sizeOfFile(AnyObjectId id) throws IOException {
        return reader.getObjectSize(id, Constants.OBJ_BLOB);
    }

    private byte[] read(AnyObjectId id, int type, int most) throws IOException {
        ObjectLoader loader = reader.open(id, type);
        if (loader.getSize() > most) {
            throw Bounds.refused("the repository has a folder or commit of "
                    + Bounds.inMib(loader.getSize()));
        }
        try (ObjectInserter.Formatter names = new ObjectInserter.Formatter()) {
            byte[] bytes = loader.getBytes(most);
            ObjectId actual = names.idFor(type, bytes);
            if (!actual.equals(id)) {
                throw new CorruptObjectException(id.toObjectId(), "its content is another's");
            }
            return bytes;
        } catch (LargeObjectException e) {
            throw Bounds.refused("the repository has an object that is too large");
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
