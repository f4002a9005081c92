package planted.core.declaration;

import java.nio.file.Files;
import java.nio.file.Path;

/** Violates A6. */
public final class ReadsAFile {
    boolean isThere() {
        return Files.exists(Path.of("file"));
    }
}
