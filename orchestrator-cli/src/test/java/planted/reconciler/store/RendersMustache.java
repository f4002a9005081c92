package planted.reconciler.store;

import com.samskivert.mustache.Mustache;

/** Violates A5. */
public final class RendersMustache {
    Object compiler() {
        return Mustache.compiler();
    }
}
