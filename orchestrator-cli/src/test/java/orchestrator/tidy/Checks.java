package orchestrator.tidy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is checked of one file at a time. Each check returns its findings, one sentence each. */
final class Checks {
    /** Other systems' words for what has a name here; docs/GLOSSARY.md says which to use. */
    private static final Pattern BANNED = Pattern.compile(
            "\\b(pods?|replicas?|minions?|jobs?|tasks?|workers?|managers?|manifests?|allocations?"
                    + "|evaluations?|daemonset|unknown error)\\b|<none>"
                    + "|timed out waiting for the condition",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern LATER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!.*#\\d+)");
    private static final Pattern TITLE = Pattern.compile("# .+");

    private Checks() {}

    static List<String> length(SourceFile file, int most) {
        int lines = file.lines().size();
        return lines <= most
                ? List.of()
                : List.of(file.name() + " has " + lines + " lines, " + most + " at most");
    }

    static List<String> methodLength(JavaSource file, int most) {
        return file.methods().stream().filter(method -> method.lines() > most)
                .map(method -> file.name() + ": " + method.name() + " has " + method.lines()
                        + " lines, " + most + " at most")
                .toList();
    }

    /** Code in Markdown (between backticks or in a fenced block) is quoted, so it may say anything. */
    static List<String> words(SourceFile file) {
        return banned(file.name(), prose(file.text()));
    }

    /** In what a program may print. */
    static List<String> wordsOnTheScreen(JavaSource file) {
        List<String> findings = new ArrayList<>();
        file.texts().forEach(text -> findings.addAll(banned(file.name(), text)));
        return findings;
    }

    static List<String> oneTitle(SourceFile file) {
        List<String> titles = withoutFences(file.text()).lines()
                .filter(line -> TITLE.matcher(line).matches()).toList();
        return titles.size() == 1
                ? List.of()
                : List.of(file.name() + " has " + titles.size() + " titles (\"# ...\"), not one");
    }

    static List<String> links(SourceFile file, Path root) {
        List<String> findings = new ArrayList<>();
        Matcher link = LINK.matcher(withoutFences(file.text()));
        Path folder = root.resolve(file.name()).getParent();
        while (link.find()) {
            String target = link.group(1).replaceFirst("#.*", "");
            boolean local = !target.isEmpty() && !target.matches("[a-z]+:.*");
            if (local && !Files.exists(folder.resolve(target))) {
                findings.add(file.name() + " links to " + target + ", which is not there");
            }
        }
        return findings;
    }

    static List<String> promises(SourceFile file) {
        return file.lines().stream().filter(line -> LATER.matcher(line).find())
                .map(line -> file.name() + " promises something without an issue: " + line.strip())
                .toList();
    }

    /** Which of the words a text should have are not in it. */
    static List<String> missing(SourceFile file, List<String> wanted) {
        return wanted.stream().filter(word -> !file.text().contains("`" + word + "`"))
                .map(word -> file.name() + " does not have `" + word + "`").toList();
    }

    /** Folders with Java files, but without the file that says what the package is. */
    static List<String> packagesWithoutWords(List<SourceFile> files) {
        TreeSet<String> folders = new TreeSet<>();
        TreeSet<String> described = new TreeSet<>();
        for (SourceFile file : files) {
            String folder = file.name().substring(0, file.name().lastIndexOf('/'));
            folders.add(folder);
            if (file.name().endsWith("/package-info.java") && file.text().contains("/**")) {
                described.add(folder);
            }
        }
        folders.removeAll(described);
        return folders.stream().map(folder -> folder + " has no package-info").toList();
    }

    private static List<String> banned(String name, String text) {
        List<String> findings = new ArrayList<>();
        Matcher word = BANNED.matcher(text);
        while (word.find()) {
            findings.add(name + " says \"" + word.group() + "\"; see docs/GLOSSARY.md");
        }
        return findings;
    }

    private static String prose(String markdown) {
        return withoutFences(markdown).replaceAll("`[^`\n]*`", "");
    }

    private static String withoutFences(String markdown) {
        return markdown.replaceAll("(?ms)^ *```.*?^ *```", "");
    }
}
