package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.reconciler.git.Declared;
import orchestrator.reconciler.jgit.TreeFiles.Found;

/** Reads a declaration and what it refers to from the files of a commit. */
final class Declarations {
    private static final String POINTER = "version https://git-lfs.github.com/spec/";

    private final TreeFiles files;
    private int left = Limits.TOGETHER;

    Declarations(TreeFiles files) {
        this.files = files;
    }

    Declared read(String path) throws IOException {
        return switch (text(path, Limits.DECLARATION)) {
            case Read.Nothing _ -> new Declared.Absent();
            case Read.Refused(String why) -> new Declared.Refused(why);
            case Read.Text(String text) -> withFiles(path, text);
        };
    }

    private Declared withFiles(String path, String text) throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        SortedMap<String, String> refused = new TreeMap<>();
        for (String reference : DeclarationReader.referencedFiles(path, text)) {
            String whole = DeclarationReader.nameBeside(path, reference);
            switch (text(whole, Math.min(left, Limits.FILE))) {
                case Read.Nothing _ -> {
                }
                case Read.Refused(String why) -> refused.put(reference, why);
                case Read.Text(String content) -> found.put(reference, content);
            }
        }
        return new Declared.Found(path, text, found, refused);
    }

    private sealed interface Read {
        record Nothing() implements Read {}

        record Refused(String why) implements Read {}

        record Text(String text) implements Read {}
    }

    private Read text(String path, int most) throws IOException {
        return switch (files.find(path, most)) {
            case Found.Nothing _ -> new Read.Nothing();
            case Found.Refused(String why) -> new Read.Refused(why);
            case Found.Bytes(byte[] bytes) -> decoded(path, bytes);
        };
    }

    private Read decoded(String path, byte[] bytes) {
        left -= bytes.length;
        Optional<String> text = decoded(bytes);
        if (text.isEmpty()) {
            return new Read.Refused(path + " is not text in UTF-8");
        }
        if (text.get().startsWith(POINTER)) {
            return new Read.Refused(path + " is a pointer to a large file (Git LFS), which is not"
                    + " fetched; commit the file itself");
        }
        return new Read.Text(text.get());
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
