package orchestrator.core.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The content address of a {@link ContainerSpec}: the first 16 bytes of SHA-256, in hex. */
public record SpecHash(String value) implements Comparable<SpecHash> {
    private static final int BYTES = 16;

    /** The address of a spec in the store. */
    public static SpecHash of(ContainerSpec spec) {
        return new SpecHash(digest(CanonicalText.of(spec)));
    }

    /** What a running container is: differs only when it takes another container to follow. */
    public static SpecHash ofContainer(ContainerSpec spec) {
        return of(spec.withoutReloadable());
    }

    /** The same digest over any text, for content that is compared and not stored. */
    public static String digest(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public int compareTo(SpecHash other) {
        return value.compareTo(other.value);
    }

    /** Written out as in {@link Arrangement#equals}. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof SpecHash that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
