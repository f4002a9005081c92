package planted.reconciler.client;

import picocli.CommandLine;

/** Violates A5. */
public final class ParsesFlags {
    Object flags() {
        return new CommandLine(this);
    }
}
