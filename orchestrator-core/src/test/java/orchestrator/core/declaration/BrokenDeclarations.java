package orchestrator.core.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Makes wrong declarations of a right one, one mistake each, for every line of it. */
final class BrokenDeclarations {
    static final TreeMap<String, String> FILES = new TreeMap<>();

    static {
        FILES.put("plain.txt", "plain\n");
        FILES.put("lists.tmpl", "{{#lamp/web}}{{id}} {{address}}\n{{/lamp/web}}{{mysql.host}}\n");
    }

    static final String RIGHT = """
            project: shop
            services:
              mysql:
                image: mysql:8.4
                ports:
                  sql: 3306
              web:
                image: php:8.3
                command: run it
                env:
                  TITLE: text
                  DB: ${mysql.address}
                  PASSWORD:
                    secret: db-password
                files:
                  /etc/motd: hello
                  /etc/plain:
                    file: plain.txt
                  /etc/lists:
                    template: lists.tmpl
                  /etc/key:
                    secret: db-password
                ports:
                  http: 80
                publish:
                  http: 8080
                volumes:
                  /cache: cache
                  /data:
                    volume: data
                    leave-behind: yes
                check:
                  http: /health
                  port: http
                  every: 5s
                  timeout: 3s
                  tries: 3
                  grace: 1m
                cpu: 0.5
                memory: 256MB
                place:
                  apart: zone
                  only:
                    disk: ssd
                  near: mysql
                after: mysql
                update:
                  at-once: 1
                  stable-for: 15s
                  on-failure: rollback
                  order: stop-first
                reload: HUP
                stop:
                  signal: QUIT
                  grace: 30s
                exclusive: keep
                lost-after: 10s
            secrets:
              db-password: generate
            stacks:
              lamp:
                mysql: 1
                web: 2
            run:
              lamp: 5
            """;

    /** Values that are wrong nearly everywhere, and the keys that take them all the same. */
    private record Replacement(String mistake, String value, List<String> rightFor) {}

    private static final List<String> TEXTS = List.of("TITLE", "DB", "PASSWORD", "/etc/motd",
            "/etc/plain", "/etc/lists", "/etc/key");
    private static final List<Replacement> REPLACEMENTS = List.of(
            new Replacement("null", "", List.of()),
            new Replacement("a list", "[[x]]", List.of()),
            new Replacement("a map", "{zz: 1}", List.of()),
            new Replacement("negative", "-1", with("command")),
            new Replacement("zero", "0", with("command", "image", "disk", "lamp", "web")),
            new Replacement("2^31", "2147483648", with("command", "image", "disk")),
            new Replacement("NaN", "NaN", with("command", "disk")),
            new Replacement("empty", "\"\"", TEXTS),
            new Replacement("10 KB", "x".repeat(10_240), with("command")));

    private BrokenDeclarations() {}

    private static List<String> with(String... more) {
        List<String> keys = new ArrayList<>(TEXTS);
        keys.addAll(List.of(more));
        return keys;
    }

    /**
     * One wrong declaration.
     *
     * @param line  where the one problem must be, from 1; 0 when the text is right after all
     * @param meant the key that must be suggested, when it must
     */
    record Broken(String what, String text, int line, Optional<String> meant) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Broken> all() {
        List<Broken> all = new ArrayList<>();
        List<String> lines = RIGHT.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            values(lines, i, all);
            misspelt(lines, i, all);
        }
        return all;
    }

    private static void values(List<String> lines, int at, List<Broken> all) {
        String key = key(lines.get(at));
        boolean leaf = !lines.get(at).endsWith(":");
        for (Replacement replacement : REPLACEMENTS) {
            boolean mapWantsMap = !leaf && replacement.value.startsWith("{");
            boolean zeroOfAnother = key.equals("mysql") && replacement.value.equals("0");
            if (!mapWantsMap && !zeroOfAnother) {
                List<String> changed = new ArrayList<>(lines.subList(0, at));
                changed.add(head(lines.get(at)) + " " + replacement.value);
                changed.addAll(lines.subList(endOfBlock(lines, at), lines.size()));
                boolean right = replacement.rightFor.contains(key)
                        && (leaf || TEXTS.contains(key));
                all.add(new Broken(at + 1 + " " + key + " " + replacement.mistake,
                        text(changed), right ? 0 : at + 1, Optional.empty()));
            }
        }
        if (leaf) {
            List<String> twice = new ArrayList<>(lines);
            twice.add(at + 1, lines.get(at));
            all.add(new Broken(at + 1 + " " + key + " twice", text(twice), at + 2,
                    Optional.empty()));
        }
    }

    private static void misspelt(List<String> lines, int at, List<Broken> all) {
        String key = key(lines.get(at));
        boolean known = List.of(KeyTable.values()).stream()
                .anyMatch(table -> table.keys().contains(key));
        boolean isPortName = List.of("ports:", "publish:").contains(lines.get(Math.max(0, at - 1))
                .strip());
        if (known && !isPortName) {
            typos(key).stream().filter(typo -> !typo.equals(key))
                    .forEach(typo -> all.add(renamed(lines, at, typo, key)));
        }
    }

    private static Broken renamed(List<String> lines, int at, String typo, String key) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(at, lines.get(at).replaceFirst(key + ":", typo + ":"));
        return new Broken(at + 1 + " " + key + " as " + typo, text(changed), at + 1,
                Optional.of(key));
    }

    /** Misspellings at distance 1 and 2, and one that looks the same. */
    static List<String> typos(String key) {
        int middle = key.length() / 2;
        String dropped = key.substring(0, middle) + key.substring(middle + 1);
        String doubled = key.substring(0, middle) + key.charAt(middle) + key.substring(middle);
        String swapped = key.substring(0, middle - 1) + key.charAt(middle)
                + key.charAt(middle - 1) + key.substring(middle + 1);
        String looksAlike = key.replaceFirst("[aeo]", key.matches(".*a.*") ? "\u0430" : "\u043e");
        return List.of(dropped, doubled, swapped, key + "z", key.substring(1), dropped + "s",
                doubled + "e", looksAlike.equals(key) ? key.toUpperCase() : looksAlike);
    }

    private static String key(String line) {
        return line.strip().substring(0, line.strip().indexOf(':'));
    }

    private static String head(String line) {
        return line.substring(0, line.indexOf(':') + 1);
    }

    private static int endOfBlock(List<String> lines, int at) {
        int end = at + 1;
        while (end < lines.size() && indent(lines.get(end)) > indent(lines.get(at))) {
            end++;
        }
        return end;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
