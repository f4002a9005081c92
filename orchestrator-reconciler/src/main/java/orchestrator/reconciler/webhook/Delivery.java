package orchestrator.reconciler.webhook;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.ProjectName;

/** One request as it came: nothing of it is believed yet. */
record Delivery(ProjectName project, SortedMap<String, String> headers, byte[] body) {
    /** @param headers whose names are told apart without regard to case */
    static Delivery of(ProjectName project, Map<String, String> headers, byte[] body) {
        SortedMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        return new Delivery(project, Collections.unmodifiableSortedMap(sorted), body);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
