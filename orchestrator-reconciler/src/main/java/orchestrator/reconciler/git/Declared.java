package orchestrator.reconciler.git;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a commit says of the declaration at a path. */
public sealed interface Declared {
    /** There is nothing at that path. */
    record Absent() implements Declared {}

    /**
     * There is something that is not read: a symbolic link, a folder, another repository, a
     * pointer to a large file, too large, or not UTF-8.
     *
     * @param why lower case, with the path
     */
    record Refused(String why) implements Declared {}

    /**
     * The declaration.
     *
     * @param file    its path, for messages
     * @param files   text of what it refers to, by the path written there
     * @param refused why a file it refers to is not among them, by the path written there; one that
     *                is simply not in the commit is in neither
     */
    record Found(String file, String text, SortedMap<String, String> files,
            SortedMap<String, String> refused) implements Declared {
        public Found {
            files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
            refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
        }
    }
}
