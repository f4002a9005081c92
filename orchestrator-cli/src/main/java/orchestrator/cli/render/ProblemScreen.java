package orchestrator.cli.render;

import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import orchestrator.core.declaration.Problem;
import orchestrator.core.declaration.ProblemText;

/** The mistakes of a file, each with its line and a caret below the wrong words. */
public final class ProblemScreen {
    private static final Pattern CARET = Pattern.compile(" +\\| +(\\^~*)");

    private ProblemScreen() {}

    /** All of them and that nothing came of it; {@code texts} are the files as they were read, by name. */
    public static List<Line> of(SortedMap<String, String> texts, List<Problem> problems,
            Look look) {
        Stream<String> closing = Stream.of(ProblemText.closing(problems));
        return Stream.concat(ProblemText.lines(problems, texts, look.width()).stream(), closing)
                .map(ProblemScreen::toned).toList();
    }

    private static Line toned(String text) {
        Matcher caret = CARET.matcher(text);
        return caret.lookingAt()
                ? Line.of(text).toned(Tone.BAD, caret.start(1), caret.end(1) - caret.start(1))
                : Line.of(text);
    }
}
