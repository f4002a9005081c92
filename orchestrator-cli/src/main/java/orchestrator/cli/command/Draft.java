package orchestrator.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.cli.command.FileOption.Source;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.declaration.Problem;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredProject;

/** A project file and the files it refers to, as they lie on this machine. */
record Draft(Source source, SortedMap<String, String> files, DeclarationReader.Result result) {
    /** Reads the file, what it refers to, and what it means. */
    static Draft read(FileOption file, Path folder) {
        Source source = file.read(folder);
        SortedMap<String, String> files = new TreeMap<>();
        Path beside = source.path().toAbsolutePath().getParent();
        for (String name : DeclarationReader.referencedFiles(source.name(), source.text())) {
            addFile(files, beside, name);
        }
        return new Draft(source, files,
                DeclarationReader.read(source.name(), source.text(), files, 0));
    }

    /** What cannot be read is left out: the reader then points at the line that names it. */
    private static void addFile(SortedMap<String, String> files, Path beside, String name) {
        try {
            files.put(name, Files.readString(beside.resolve(name)));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            files.remove(name);
        }
    }

    List<Problem> problems() {
        return result.problems();
    }

    /** Every file by the name that messages call it. */
    SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        files.forEach((path, text) -> texts.put(
                DeclarationReader.nameBeside(source.name(), path), text));
        texts.put(source.name(), source.text());
        return texts;
    }

    /** The project; only without problems. */
    DesiredProject project() {
        return result.project().orElseThrow();
    }

    /** True when that revision was made from the very same files. */
    boolean sameAs(Revision revision) {
        return !revision.deletes() && revision.text().equals(source.text())
                && revision.files().equals(files);
    }
}
