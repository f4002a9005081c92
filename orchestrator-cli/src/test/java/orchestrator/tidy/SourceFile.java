package orchestrator.tidy;

import java.util.List;

/** A text file; {@code name} is its path from the top of the checkout. */
record SourceFile(String name, String text) {
    List<String> lines() {
        return text.lines().toList();
    }
}
