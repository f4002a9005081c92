package orchestrator.cli.render;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.ContainerSpec.FileMount;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.ServiceSpec;

/** What differs between two contents of one file, without showing any of it: lines are counted. */
final class FileNote {
    private FileNote() {}

    /** {@code 2 lines added, 1 removed}; empty when the key is not of a file both have. */
    static String of(String key, ServiceSpec before, ServiceSpec after) {
        if (!key.startsWith(SpecFields.FILE)) {
            return "";
        }
        String path = key.substring(SpecFields.FILE.length());
        Optional<FileContent> old = content(before, path);
        return content(after, path).flatMap(now -> old.map(was -> between(was, now))).orElse("");
    }

    private static Optional<FileContent> content(ServiceSpec service, String path) {
        return service.container().files().stream().filter(file -> file.path().equals(path))
                .map(FileMount::content).findFirst();
    }

    private static String between(FileContent before, FileContent after) {
        String source = source(before).equals(source(after))
                ? ""
                : source(before) + " -> " + source(after);
        String lines = lines(text(before), text(after));
        return source.isEmpty() || lines.isEmpty() ? source + lines : source + "; " + lines;
    }

    private static String source(FileContent content) {
        return switch (content) {
            case FileContent.Inline inline -> "written in the file";
            case FileContent.Plain plain -> plain.source();
            case FileContent.Template template -> "template " + template.source();
            case FileContent.Secret secret -> "secret " + secret.name();
        };
    }

    private static String text(FileContent content) {
        return switch (content) {
            case FileContent.Inline inline -> SpecFields.text(inline.parts());
            case FileContent.Plain plain -> plain.text();
            case FileContent.Template template -> template.text();
            case FileContent.Secret secret -> "";
        };
    }

    private static String lines(String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        Map<String, Integer> counts = new TreeMap<>();
        after.lines().forEach(line -> counts.merge(line, 1, Integer::sum));
        before.lines().forEach(line -> counts.merge(line, -1, Integer::sum));
        int added = counts.values().stream().mapToInt(count -> Math.max(0, count)).sum();
        int removed = counts.values().stream().mapToInt(count -> Math.max(0, -count)).sum();
        if (added == 0 && removed == 0) {
            return "changed";
        }
        if (added == 0) {
            return Words.count(removed, "line") + " removed";
        }
        return Words.count(added, "line") + " added"
                + (removed == 0 ? "" : ", " + removed + " removed");
    }
}
