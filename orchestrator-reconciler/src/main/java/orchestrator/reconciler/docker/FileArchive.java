package orchestrator.reconciler.docker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import orchestrator.reconciler.runtime.ContainerRuntime.RenderedFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Files as the engine takes them in: a tar archive that is unpacked at the root. */
final class FileArchive {
    private FileArchive() {}

    /** Directories are left out: the engine makes missing ones and keeps those that are there. */
    static InputStream of(List<RenderedFile> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (RenderedFile file : files) {
                TarArchiveEntry entry = new TarArchiveEntry(file.path().replaceFirst("^/+", ""));
                entry.setSize(file.content().length);
                entry.setMode(file.mode());
                tar.putArchiveEntry(entry);
                tar.write(file.content());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an archive in memory cannot fail", e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
