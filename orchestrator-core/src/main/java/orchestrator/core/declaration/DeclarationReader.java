package orchestrator.core.declaration;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import orchestrator.core.state.DesiredProject;

/** The way from the text of a file to what should run, in one call. Pure. */
public final class DeclarationReader {
    private DeclarationReader() {}

    /**
     * What came of a file. {@code project} is present exactly when there are no problems.
     */
    public record Result(Optional<DesiredProject> project, List<Problem> problems) {}

    /**
     * The paths named by {@code {file:}} and {@code {template:}}, sorted, as far as the text can be
     * read; the caller loads them and passes what it could load to {@link #read}.
     */
    public static List<String> referencedFiles(String fileName, String text) {
        throw new UnsupportedOperationException();
    }

    /**
     * Parses and resolves a file.
     *
     * @param files    text of the referenced files by the path written in the declaration; a path
     *                 that is missing here is a problem
     * @param revision number the result carries
     */
    public static Result read(String fileName, String text, SortedMap<String, String> files,
            int revision) {
        throw new UnsupportedOperationException();
    }
}
