package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Files of one commit by their path. Names are compared as bytes, nothing is followed, and what is
 * not a plain file is not read.
 */
final class TreeFiles {
    private final ObjectSource objects;
    private final ObjectId root;

    TreeFiles(ObjectSource objects, ObjectId root) {
        this.objects = objects;
        this.root = root;
    }

    /** What is at a path. */
    sealed interface Found {
        record Nothing() implements Found {}

        /** @param why lower case, with the path */
        record Refused(String why) implements Found {}

        record Bytes(byte[] bytes) implements Found {}
    }

    /** @param most bytes; larger ones are refused */
    Found find(String path, int most) throws IOException {
        Optional<String> wrong = wrong(path);
        if (wrong.isPresent()) {
            return new Found.Refused("\"" + Text.shown(path) + "\" " + wrong.get());
        }
        List<String> names = List.of(path.split("/"));
        ObjectId folder = root;
        for (int i = 0; i < names.size(); i++) {
            Optional<Entry> entry = entry(folder, names.get(i));
            boolean last = i == names.size() - 1;
            String so = String.join("/", names.subList(0, i + 1));
            if (entry.isEmpty() || !last && entry.get().mode().equals(FileMode.REGULAR_FILE)) {
                return new Found.Nothing();
            }
            if (last) {
                return file(so, entry.get(), most);
            }
            if (!entry.get().mode().equals(FileMode.TREE)) {
                return new Found.Refused(so + " is " + kind(entry.get().mode())
                        + ", and nothing is read beyond it");
            }
            folder = entry.get().id();
        }
        return new Found.Nothing();
    }

    /** Why it is no path of a file in a repository. */
    private static Optional<String> wrong(String path) {
        if (path.isEmpty() || path.startsWith("/")) {
            return Optional.of("is not a path in the repository");
        }
        if (path.length() > 1000 || path.chars().anyMatch(c -> c < ' ' || c == '\\')) {
            return Optional.of("is not the path of a file");
        }
        boolean leaves = List.of(path.split("/", -1)).stream()
                .anyMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
        return leaves ? Optional.of("leads out of its folder, or nowhere") : Optional.empty();
    }

    private record Entry(FileMode mode, ObjectId id) {}

    private Optional<Entry> entry(ObjectId folder, String name) throws IOException {
        CanonicalTreeParser parser = new CanonicalTreeParser();
        parser.reset(objects.tree(folder));
        for (; !parser.eof(); parser.next()) {
            if (parser.getEntryPathString().equals(name)) {
                return Optional.of(new Entry(parser.getEntryFileMode(),
                        parser.getEntryObjectId()));
            }
        }
        return Optional.empty();
    }

    private Found file(String path, Entry entry, int most) throws IOException {
        if (!entry.mode().equals(FileMode.REGULAR_FILE)
                && !entry.mode().equals(FileMode.EXECUTABLE_FILE)) {
            return new Found.Refused(path + " is " + kind(entry.mode()) + ", not a file");
        }
        try {
            long size = objects.sizeOfFile(entry.id());
            return size > most
                    ? new Found.Refused(path + " has " + size / 1024 + " KiB; at most "
                            + most / 1024 + " are read")
                    : new Found.Bytes(objects.file(entry.id()));
        } catch (MissingObjectException e) {
            return new Found.Refused(path + " is larger than " + Limits.FILE / 1024
                    + " KiB, or the server does not have it");
        }
    }

    private static String kind(FileMode mode) {
        return switch (mode.getBits()) {
            case FileMode.TYPE_TREE -> "a folder";
            case FileMode.TYPE_SYMLINK -> "a symbolic link";
            case FileMode.TYPE_GITLINK -> "another repository (a submodule)";
            default -> "of a kind that git does not have";
        };
    }
}
