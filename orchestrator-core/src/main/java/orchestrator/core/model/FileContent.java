package orchestrator.core.model;

import java.util.List;

/** Where the content of a file in a container comes from. */
public sealed interface FileContent {
    /** Written in the declaration itself. */
    record Inline(List<Part> parts) implements FileContent {
        public Inline {
            parts = List.copyOf(parts);
        }
    }

    /** {@code {file: …}}: as it stands beside the declaration, UTF-8. */
    record Plain(String source, String text) implements FileContent {}

    /** {@code {template: …}}: Mustache, rendered on the node and again when an endpoint changes. */
    record Template(String source, String text) implements FileContent {}

    /** {@code {secret: …}}: the plaintext of a secret. */
    record Secret(SecretName name) implements FileContent {}
}
