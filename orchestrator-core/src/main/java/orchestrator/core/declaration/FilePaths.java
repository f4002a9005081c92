package orchestrator.core.declaration;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Paths in a container and paths beside the declaration. */
final class FilePaths {
    private static final int LONGEST = 1024;
    private static final int LONGEST_SEGMENT = 255;

    private FilePaths() {}

    /** An absolute path of a container, without anything that could lead elsewhere. */
    static Parsed<String> inContainer(String key, String text) {
        if (!text.startsWith("/")) {
            return bad(key + " must be an absolute path of the container",
                    text.isEmpty() ? "write /path" : "write /" + VisibleText.shown(text));
        }
        if (text.equals("/")) {
            return bad("the root of the container cannot be replaced", "name a folder in it");
        }
        return checked(text, text.substring(1)).orElseGet(() -> Parsed.value(text));
    }

    /** A path inside the folder of the declaration. */
    static Parsed<String> besideDeclaration(String key, String text) {
        if (text.isEmpty()) {
            return bad(key + " names no file", "name a file beside the declaration");
        }
        if (text.startsWith("/") || text.startsWith("~") || text.matches("[A-Za-z]:.*")) {
            return bad(key + " must be a path inside the folder of the declaration",
                    "absolute paths differ from machine to machine");
        }
        return checked(text, text).orElseGet(() -> Parsed.value(text));
    }

    private static Optional<Parsed<String>> checked(String text, String segments) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return Optional.of(bad("the path is longer than " + LONGEST + " bytes", ""));
        }
        if (text.codePoints().anyMatch(FilePaths::isUnfit)) {
            return Optional.of(bad("the path " + VisibleText.quoted(text)
                    + " has characters that no path should have", ""));
        }
        return Arrays.stream(segments.split("/", -1))
                .map(FilePaths::segmentMistake)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Parsed<String>> segmentMistake(String segment) {
        if (segment.equals("..")) {
            return Optional.of(bad("a path may not lead upwards", "remove \"..\""));
        }
        if (segment.equals(".") || segment.isEmpty()) {
            return Optional.of(bad("a path is written without \".\", \"//\" and a \"/\" at the end",
                    ""));
        }
        if (segment.equalsIgnoreCase(".git")) {
            return Optional.of(bad("a path may not lead into \".git\"", ""));
        }
        return segment.getBytes(StandardCharsets.UTF_8).length > LONGEST_SEGMENT
                ? Optional.of(bad("a name in the path is longer than " + LONGEST_SEGMENT
                        + " bytes", ""))
                : Optional.empty();
    }

    private static boolean isUnfit(int point) {
        return point == '\\' || Character.isISOControl(point) || SourceCheck.isHidden(point);
    }

    private static Parsed<String> bad(String message, String hint) {
        return Parsed.wrong(hint.isEmpty()
                ? Mistake.of(ProblemCode.BAD_PATH, message)
                : Mistake.of(ProblemCode.BAD_PATH, message, hint));
    }
}
