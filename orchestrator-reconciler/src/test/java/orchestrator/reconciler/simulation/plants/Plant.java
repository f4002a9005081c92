package orchestrator.reconciler.simulation.plants;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One bug, as its file tells it.
 *
 * @param name  of the file, without its ending
 * @param bug   what is wrong, in a sentence
 * @param rules that it breaks, any of which may be the one that finds it: {@code S1}
 * @param seed  the first that is tried; one of the 200 that follow it must find the bug
 * @param edits what is to be changed in the source
 */
record Plant(String name, String bug, TreeSet<String> rules, long seed, List<Edit> edits) {
    private static final String FILE = "file: ";
    private static final String BEFORE = "--- before\n";
    private static final String AFTER = "--- after\n";

    /**
     * A change of one source file.
     *
     * @param file   from the root of the project
     * @param before stands there exactly once
     */
    record Edit(String file, String before, String after) {
        String applyTo(String source) {
            int first = source.indexOf(before);
            if (first < 0 || source.indexOf(before, first + 1) >= 0) {
                throw new IllegalArgumentException("this must stand in " + file
                        + " exactly once, and stands there " + (first < 0 ? "not at all" : "twice")
                        + ":\n" + before);
            }
            return source.substring(0, first) + after + source.substring(first + before.length());
        }
    }

    static Plant parse(String name, String text) {
        List<String> parts = List.of(text.split("(?m)^(?=file: )"));
        Map<String, String> head = new TreeMap<>();
        parts.getFirst().lines().filter(line -> !line.isBlank()).forEach(line -> {
            int colon = line.indexOf(": ");
            head.put(line.substring(0, colon), line.substring(colon + 2).strip());
        });
        List<Edit> edits = new ArrayList<>();
        parts.subList(1, parts.size()).forEach(part -> edits.add(edit(part)));
        return new Plant(name, head.get("bug"),
                new TreeSet<>(List.of(head.get("rule").split(", "))),
                Long.parseLong(head.getOrDefault("seed", "1")),
                edits);
    }

    private static Edit edit(String part) {
        int before = part.indexOf(BEFORE);
        int after = part.indexOf(AFTER);
        return new Edit(part.substring(FILE.length(), before).strip(),
                part.substring(before + BEFORE.length(), after),
                part.substring(after + AFTER.length()));
    }

    @Override
    public String toString() {
        return name;
    }
}
