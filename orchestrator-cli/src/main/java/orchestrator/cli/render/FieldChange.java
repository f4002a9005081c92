package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

import orchestrator.core.model.ServiceSpec;

/**
 * One key of a service that differs between two revisions; {@code before} or {@code after} is empty
 * where the key was not there.
 *
 * @param note what differs where the values themselves are hidden; empty when nothing can be said
 */
public record FieldChange(String key, String before, String after, String note) {
    private static final List<String> FIRST = List.of("image", "command", "cpu", "memory");

    /** What differs between two revisions of a service, the weighty keys first. */
    public static List<FieldChange> between(ServiceSpec before, ServiceSpec after) {
        SortedMap<String, String> old = SpecFields.of(before);
        SortedMap<String, String> now = SpecFields.of(after);
        SortedSet<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(now.keySet());
        List<String> ordered = new ArrayList<>(FIRST);
        ordered.retainAll(keys);
        keys.removeAll(ordered);
        ordered.addAll(keys);
        return ordered.stream()
                .map(key -> new FieldChange(key, old.getOrDefault(key, ""),
                        now.getOrDefault(key, ""), FileNote.of(key, before, after)))
                .filter(change -> !change.before().equals(change.after())).toList();
    }

    /** {@code 256MB -> 384MB}; a hidden value is only said to have changed. */
    public String text() {
        if (before.startsWith(SpecFields.HIDDEN) && after.startsWith(SpecFields.HIDDEN)) {
            return note.isEmpty() ? "changed" : note;
        }
        return switch ((before.isEmpty() ? 0 : 1) + (after.isEmpty() ? 0 : 2)) {
            case 1 -> shown(before) + " -> none";
            case 2 -> "none -> " + shown(after);
            default -> shown(before) + " -> " + shortAfter();
        };
    }

    /** True when it is about what stands in a file. */
    boolean isOfFile() {
        return key.startsWith(SpecFields.FILE);
    }

    private static String shown(String value) {
        return value.startsWith(SpecFields.HIDDEN) ? "set" : value;
    }

    /** Of an image only the tag, where that alone differs. */
    private String shortAfter() {
        int colon = before.lastIndexOf(':');
        boolean sameImage = key.equals("image") && colon > 0
                && after.startsWith(before.substring(0, colon + 1));
        return shown(sameImage ? after.substring(colon + 1) : after);
    }

    /** Only the tags, or of both images nothing that is the same; of the old one only its name. */
    private String briefImage() {
        int colon = before.lastIndexOf(':');
        if (colon > 0 && after.startsWith(before.substring(0, colon + 1))) {
            return before.substring(colon + 1) + " -> " + after.substring(colon + 1);
        }
        int folder = before.lastIndexOf('/') + 1;
        while (folder > 0 && !after.startsWith(before.substring(0, folder))) {
            folder = before.lastIndexOf('/', folder - 2) + 1;
        }
        return "image " + before.substring(before.lastIndexOf('/') + 1) + " -> "
                + after.substring(folder);
    }

    /** The same in the fewest words, for a list of revisions: {@code 1.4.2 -> 1.5.0}. */
    public String brief() {
        if (key.equals("image") && !before.isEmpty() && !after.isEmpty()) {
            return briefImage();
        }
        return key + " " + (note.isEmpty() ? text() : "changed");
    }
}
