package orchestrator.core.declaration;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

import orchestrator.core.declaration.ServiceDeclaration.Content;
import orchestrator.core.state.DesiredProject;

/** The way from the text of a file to what should run, in one call. Pure. */
public final class DeclarationReader {
    private DeclarationReader() {}

    /**
     * What came of a file. {@code project} is present exactly when there are no problems.
     */
    public record Result(Optional<DesiredProject> project, List<Problem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The paths named by {@code {file:}} and {@code {template:}}, sorted, as far as the text can be
     * read; the caller loads them and passes what it could load to {@link #read}. None of them
     * leads out of the folder of the declaration, as long as no symbolic link does.
     */
    public static List<String> referencedFiles(String fileName, String text) {
        SourceText source = new SourceText(fileName, text);
        return DeclarationParser.parse(source, new Problems(fileName)).stream()
                .flatMap(declaration -> declaration.services().stream())
                .flatMap(service -> service.contents().stream())
                .flatMap(content -> switch (content) {
                    case Content.File(Marked<String> path) -> Stream.of(path.value());
                    case Content.Template(Marked<String> path) -> Stream.of(path.value());
                    case Content.Inline _,Content.Secret _ -> Stream.empty();
                })
                .distinct().sorted().toList();
    }

    /** What problems call a referenced file: its path, as seen from where the declaration is. */
    public static String nameBeside(String fileName, String path) {
        return fileName.substring(0, fileName.lastIndexOf('/') + 1) + path;
    }

    /**
     * Parses and resolves a file.
     *
     * @param fileName what the file is called in messages
     * @param files    text of the referenced files by the path written in the declaration; a path
     *                 that is missing here is a problem
     * @param revision number the result carries
     */
    public static Result read(String fileName, String text, SortedMap<String, String> files,
            int revision) {
        SourceText source = new SourceText(fileName, text);
        Problems problems = new Problems(fileName);
        Optional<DesiredProject> project = DeclarationParser.parse(source, problems)
                .flatMap(declaration -> new Resolver(declaration, files, problems)
                        .resolve(fileName, revision));
        return new Result(project, problems.inOrder());
    }
}
