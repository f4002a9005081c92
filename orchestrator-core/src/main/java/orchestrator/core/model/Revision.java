package orchestrator.core.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One immutable version of a project: the file as it was written, and where it came from.
 *
 * @param number  from 1, growing by one
 * @param who     the person (or "git") that applied it
 * @param from    the machine or commit it came from
 * @param change  one sentence: what is different from the revision before
 * @param file    name of the file, for messages
 * @param text    the YAML itself; empty in a revision that deletes the project
 * @param files   the files the YAML refers to, by the path written there
 * @param deletes true when the project is to be removed
 * @param restarts addresses whose instances were to be restarted, each with the newest revision
 *                that asked; taken over from revision to revision
 */
public record Revision(ProjectName project, int number, String who, Instant when, String from,
        String change, String file, String text, SortedMap<String, String> files,
        boolean deletes, SortedMap<String, Integer> restarts) {
    public Revision {
        files = Collections.unmodifiableSortedMap(new TreeMap<String, String>(
                (Map<String, String>) files));
        restarts = Collections.unmodifiableSortedMap(new TreeMap<String, Integer>(
                (Map<String, Integer>) restarts));
    }

    /** One that never asked for a restart of anything. */
    public Revision(ProjectName project, int number, String who, Instant when, String from,
            String change, String file, String text, SortedMap<String, String> files,
            boolean deletes) {
        this(project, number, who, when, from, change, file, text, files, deletes,
                new TreeMap<>());
    }
}
