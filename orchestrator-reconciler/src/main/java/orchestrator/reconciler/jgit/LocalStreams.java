package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Serves a repository of this machine to ourselves, so that it comes in by the same checked way as
 * one from elsewhere. No process is started, and what its configuration says of serving (programs
 * that make packs, threads, memory) is not asked.
 */
final class LocalStreams implements Streams.Opener {
    private static final int BUFFER = 64 * 1024;
    private static final String CONFIG = """
            [core]
            \trepositoryformatversion = 1
            [uploadpack]
            \tallowFilter = true
            [receive]
            \tautogc = false
            """;
    private static final String CONFIG_OF_TABLES = CONFIG + """
            [extensions]
            \trefStorage = reftable
            """;

    private final Path folder;
    private final AllowedAddresses allowed;
    private final Executor beside;
    private final Path scratch;
    private final Bounds bounds;

    LocalStreams(Path folder, Path scratch, Surroundings surroundings, Bounds bounds) {
        this.folder = folder;
        this.scratch = scratch;
        this.allowed = surroundings.allowed();
        this.beside = surroundings.beside();
        this.bounds = bounds;
    }

    @Override
    public Streams open(String service) throws IOException {
        FileRepository served = LocalRepository.open(folder, allowed, config());
        PipedInputStream toServer = new PipedInputStream(BUFFER);
        PipedInputStream toUs = new PipedInputStream(BUFFER);
        PipedOutputStream ours = new PipedOutputStream(toServer);
        PipedOutputStream theirs = new PipedOutputStream(toUs);
        beside.execute(() -> serve(service, served, toServer, theirs));
        return new Streams(bounds.counted(toUs), ours, () -> {
            closed(ours);
            closed(toUs);
        });
    }

    private java.io.File config() throws IOException {
        boolean tables = Files.isDirectory(folder.resolve("reftable"))
                || Files.isDirectory(folder.resolve(".git/reftable"));
        Path file = scratch.resolve(tables ? "served-tables" : "served");
        Files.writeString(file, tables ? CONFIG_OF_TABLES : CONFIG);
        return file.toFile();
    }

    /** What goes wrong here is seen at the other end of the streams. */
    private static void serve(String service, FileRepository served, PipedInputStream in,
            PipedOutputStream out) {
        try (served; in; out) {
            if (service.equals("git-upload-pack")) {
                UploadPack upload = new UploadPack(served);
                upload.setTimeout(Limits.SILENCE_SECONDS);
                upload.setPackConfig(packing());
                upload.setExtraParameters(List.of("version=2"));
                upload.upload(in, out, null);
            } else {
                ReceivePack receive = new ReceivePack(served);
                receive.setTimeout(Limits.SILENCE_SECONDS);
                receive.receive(in, out, null);
            }
        } catch (IOException | RuntimeException e) {
            closed(out);
        }
    }

    private static PackConfig packing() {
        PackConfig config = new PackConfig();
        config.setThreads(1);
        config.setDeltaCompress(false);
        config.setBuildBitmaps(false);
        return config;
    }

    private static void closed(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception e) {
            throw new IllegalStateException("a pipe in memory does not close", e);
        }
    }
}
